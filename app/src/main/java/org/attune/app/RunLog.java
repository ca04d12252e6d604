// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.CyclicBufferAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.attune.app.terminal.Console;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes: kept in memory until a run directory is this process's own, then into its {@code log.txt}; nowhere if the
 * command has no run and nothing goes wrong.
 */
final class RunLog implements AutoCloseable {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{20} %msg%n";
    private static final int MOST_KEPT = 1000;

    private final Logger root;
    private final CyclicBufferAppender<ILoggingEvent> early = new CyclicBufferAppender<>();
    private @Nullable FileAppender<ILoggingEvent> file;
    private @Nullable OutputStreamAppender<ILoggingEvent> stream;

    private RunLog(Logger root) {
        this.root = root;
    }

    static RunLog start() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RunLog log = new RunLog(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        log.early.setMaxSize(MOST_KEPT);
        log.attach(log.early);
        return log;
    }

    /** Also to standard error. */
    void verbose(Console console) {
        if (stream == null) {
            stream = new OutputStreamAppender<>();
            stream.setEncoder(encoder());
            stream.setOutputStream(console.err());
            attach(stream);
        }
    }

    /** From now on into a file, after what was logged so far. */
    void moveTo(Path path) {
        if (file != null) {
            return;
        }
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setEncoder(encoder());
        appender.setFile(path.toString());
        attach(appender);
        file = appender;
        root.detachAppender(early);
        for (int i = 0; i < early.getLength(); i++) {
            appender.doAppend(early.get(i));
        }
    }

    /** Logs with its trace, and names the file that has it. */
    Path failure(Throwable error) {
        if (file == null) {
            moveTo(Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "attune-" + ProcessHandle.current().pid() + ".log"));
        }
        root.error("the command failed", error);
        return Path.of(file == null ? "" : file.getFile());
    }

    @Override
    public void close() {
        root.detachAppender(early);
        if (file != null) {
            root.detachAppender(file);
            file.stop();
        }
        if (stream != null) {
            root.detachAppender(stream); // not stopped: that would close standard error
        }
    }

    private void attach(Appender<ILoggingEvent> appender) {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    private PatternLayoutEncoder encoder() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }
}
