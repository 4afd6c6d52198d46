package io.aloft.netlink.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.ScriptedPeer;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenericFamilyTest {

    private static final String QUESTION =
            "20 00 00 00 10 00 05 00 00 00 00 00 00 00 00 00 03 01 00 00 09 00 02 00 49 50 56 53 00 00 00 00";
    private static final String ANSWER = """
            01 02 00 00 09 00 02 00 49 50 56 53 00 00 00 00 06 00 01 00 1c 00 00 00
            08 00 03 00 01 00 00 00 08 00 04 00 00 00 00 00 08 00 05 00 06 00 00 00
            """;

    private final ScriptedPeer kernel = new ScriptedPeer();

    @Test
    void familyIsAskedForByName() throws Exception {
        kernel.expectMessage(QUESTION).reply(ANSWER);
        assertThat(GenericFamily.resolve(kernel, "IPVS")).contains(new GenericFamily("IPVS", 0x1c, 1));
        kernel.assertFinished();
    }

    @Test
    void kernelWithoutTheFamilyIsAnAnswer() throws Exception {
        kernel.expectMessage(QUESTION).refuse(Errno.ENOENT);
        assertThat(GenericFamily.resolve(kernel, "IPVS")).isEmpty();
    }

    @Test
    void anyOtherRefusalIsNotAbsence() {
        kernel.expectMessage(QUESTION).refuse(Errno.EPERM);
        assertThatThrownBy(() -> GenericFamily.resolve(kernel, "IPVS"))
                .hasMessage("find generic netlink family IPVS: Operation not permitted (EPERM)");
    }

    @Test
    void answerCutShortIsAnError() {
        kernel.expectMessage(QUESTION).reply(ANSWER.substring(0, 63));
        assertThatThrownBy(() -> GenericFamily.resolve(kernel, "IPVS"))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void commandIsTheFirstByteAndAttributesFollowTheHeader() {
        GenericFamily family = new GenericFamily("IPVS", 0x1c, 1);
        kernel.expectMessage("20 00 00 00 1c 00 05 00 00 00 00 00 00 00 00 00 03 01 00 00"
                        + "0c 00 01 80 06 00 01 00 02 00 00 00")
                .acknowledge();
        kernel.executeAll(List.of(GenericRequest.command(
                "remove", family, 3, attributes -> attributes.nested(1, inner -> inner.u16(1, 2)))));
        kernel.assertFinished();
    }

    @Test
    void replyWithoutAHeaderHasNoCommandAndIsMalformed() {
        NetlinkMessage empty = new NetlinkMessage(0x1c, 0, 1, 1, new byte[2]);
        assertThat(GenericRequest.commandOf(empty)).isEqualTo(-1);
        AttributeReader attributes = GenericRequest.attributesOf(empty);
        assertThat(attributes.next()).isFalse();
        assertThat(attributes.malformed()).isTrue();
    }
}
