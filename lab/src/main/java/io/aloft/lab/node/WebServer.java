package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx on a host, which answers every request with the host's name. */
public final class WebServer implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final TestHost host;
    private final WorkDirectory directory;
    private @Nullable Program program;

    /** Starts it on port 80 of every address of the host. */
    public WebServer(TestHost host) {
        this.host = host;
        directory = new WorkDirectory("web");
        directory.write("nginx.conf", """
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
                        listen 80;
                        return 200 "%2$s\\n";
                    }
                }
                """.formatted(directory.path(), host.name()));
        start();
    }

    /** Starts it again after {@link #stop}. */
    public void start() {
        ProcessBuilder builder = host.builder(List.of(
                "nginx",
                "-e",
                "stderr",
                "-p",
                directory.path().toString(),
                "-c",
                directory.file("nginx.conf").toString()));
        program = Program.start("nginx@" + host, builder, line -> {});
    }

    /** Ends it; connections are refused from then on. */
    public void stop() {
        if (program != null && program.isAlive()) {
            program.signal(Signal.TERM);
            program.awaitEnd(STOP_LIMIT);
        }
    }

    @Override
    public void close() {
        stop();
        directory.close();
    }
}
