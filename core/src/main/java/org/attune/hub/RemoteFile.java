// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URI;

/**
 * One file of one commit that the cache does not have yet.
 *
 * @param address where the hub resolves it; asked anew at every attempt, since the storage's addresses expire
 */
record RemoteFile(String commit, String name, URI address, FileFacts facts) {}
