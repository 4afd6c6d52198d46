package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import java.nio.file.Path;

/** nginx on a host, which answers every request with the host's name. */
public final class WebServer implements AutoCloseable {
    private final ServerProgram nginx;
    private final String configuration;

    /** Starts it on port 80 of every address of the host. */
    public WebServer(TestHost host) {
        nginx = new ServerProgram(ServerProgram.Kind.NGINX, host);
        configuration = configuration(nginx.directory(), "listen 80;\nreturn 200 \"" + host.name() + "\\n\";");
        start();
    }

    /**
     * A configuration of nginx for a test.
     *
     * @param directory where it may write
     * @param server lines of its one {@code server} block
     */
    public static String configuration(Path directory, String server) {
        return """
            daemon off;
            master_process off;
            pid %1$s/pid;
            events {
                worker_connections 64;
            }
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                server {
                    %2$s
                }
            }
            """.formatted(directory, server);
    }

    /** Starts it again after {@link #stop}. */
    public void start() {
        nginx.start(configuration);
    }

    /** Ends it; connections are refused from then on. */
    public void stop() {
        nginx.stop();
    }

    @Override
    public void close() {
        nginx.close();
    }
}
