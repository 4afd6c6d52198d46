package io.aloft.checkers.tls;

import java.nio.charset.StandardCharsets;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/** A server name as written (RFC 6066 section 3). The JDK's own class refuses names with underscores or a final dot. */
final class ServerName extends SNIServerName {

    ServerName(String name) {
        super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.UTF_8));
    }
}
