package io.aloft.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class SyslogAppenderTest {

    @Test
    void defectTellsItsCauseAndItsPlaceInTheSameLine() {
        var event = Log4jLogEvent.newBuilder()
                .setMessage(new SimpleMessage("defect in the VRRP loop"))
                .setThrown(new IllegalStateException("why"))
                .build();
        assertThat(SyslogAppender.text(event))
                .startsWith("defect in the VRRP loop: java.lang.IllegalStateException: why at ")
                .contains("SyslogAppenderTest.java:")
                .doesNotContain("\n");
    }
}
