package io.aloft.daemon.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.HealthStatus.Checker;
import io.aloft.checkers.health.HealthStatus.Failure;
import io.aloft.checkers.health.HealthStatus.RealServer;
import io.aloft.checkers.health.HealthStatus.VirtualServer;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Servers as JSON. Names are those of {@link HealthStatus}; times are in nanoseconds where they say so. */
final class ServersJson {

    /** Raised when a field goes away or comes to mean something else. */
    private static final int FORMAT = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ServersJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(ServerList list) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            new ServersJson(json).write(list);
        } catch (IOException e) {
            // A string has no input or output to fail.
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private void write(ServerList list) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeBooleanField("degraded", list.degraded());
        write(list.kernel());
        json.writeStringField("syncDaemon", list.syncDaemon());
        json.writeArrayFieldStart("virtualServers");
        for (VirtualServer server : list.servers().virtualServers()) {
            write(server);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(KernelStatus kernel) throws IOException {
        json.writeObjectFieldStart("kernel");
        json.writeStringField("unreachable", kernel.unreachable());
        json.writeNumberField("services", kernel.services());
        json.writeNumberField("refusedServices", kernel.refusedServices());
        json.writeArrayFieldStart("refused");
        for (KernelStatus.Refused refused : kernel.refused()) {
            json.writeStartObject();
            json.writeStringField("service", refused.service());
            json.writeStringField("reason", refused.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("refusals", kernel.refusals());
        json.writeNumberField("foreignChanges", kernel.foreignChanges());
        json.writeStringField("marks", kernel.marks());
        json.writeEndObject();
    }

    private void write(VirtualServer server) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", server.key().toString());
        json.writeBooleanField("quorumUp", server.quorumUp());
        json.writeNumberField("weight", server.weight());
        json.writeNumberField("quorum", server.quorum());
        json.writeNumberField("hysteresis", server.hysteresis());
        json.writeStringField(
                "sorryServer",
                server.sorryServer() == null ? null : server.sorryServer().toString());
        json.writeBooleanField("sorryServerInUse", server.sorryServerInUse());
        json.writeBooleanField("suspended", server.suspended());
        json.writeArrayFieldStart("realServers");
        for (RealServer real : server.realServers()) {
            write(server, real);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(VirtualServer of, RealServer server) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", of.key().describe(server.endpoint()));
        json.writeBooleanField("alive", server.alive());
        json.writeBooleanField("inTable", server.inTable());
        json.writeNumberField("configuredWeight", server.configuredWeight());
        json.writeNumberField("weight", server.weight());
        json.writeNumberField("tableWeight", server.tableWeight());
        json.writeStringField("override", word(server.override()));
        json.writeNumberField("failedCheckers", server.failedCheckers());
        write("lastFailure", server.lastFailure());
        json.writeArrayFieldStart("checkers");
        for (Checker checker : server.checkers()) {
            json.writeStartObject();
            json.writeStringField("keyword", checker.keyword());
            json.writeBooleanField("up", checker.up());
            json.writeBooleanField("hasRun", checker.hasRun());
            json.writeStringField("obstacle", checker.obstacle());
            json.writeNumberField("latencyNanos", checker.latencyNanos());
            write("lastFailure", checker.lastFailure());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static @Nullable String word(@Nullable ServerOverride override) {
        return switch (override) {
            case null -> null;
            case ServerOverride.Drain _ -> "drain";
            case ServerOverride.Enable _ -> "enable";
            case ServerOverride.Weight _ -> "weight";
        };
    }

    private void write(String field, @Nullable Failure failure) throws IOException {
        if (failure == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeStringField("reason", failure.reason());
        json.writeNumberField("latencyNanos", failure.latencyNanos());
        json.writeNumberField("agoNanos", failure.agoNanos());
        json.writeEndObject();
    }
}
