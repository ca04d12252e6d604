package org.attune.export;
public final class ModelDirectory { public static void write(java.nio.file.Path d, org.attune.model.Model m, org.attune.model.Base b, SavedHead h, org.attune.config.ExportConfig e){} }
