package io.aloft.checkers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.lvs.TlsClientSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates written by OpenSSL 3.0. */
class PemFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-traditional.pem",
                "rsa-encrypted.pem",
                "rsa-encrypted-v1.pem",
                "rsa-traditional-aes.pem",
                "rsa-traditional-des3.pem"
            })
    void oneKeyIsReadInAllItsForms(String file) throws Exception {
        PrivateKey plain = PemFile.read("key", resource("rsa-pkcs8.pem")).privateKey(null);
        assertThat(PemFile.read("key", resource(file)).privateKey("secret")).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"ec-sec1.pem, EC", "ed25519.pem, EdDSA", "server-key.pem, EC"})
    void otherAlgorithmsAreKnown(String file, String algorithm) throws Exception {
        assertThat(PemFile.read("key", resource(file)).privateKey(null).getAlgorithm())
                .isEqualTo(algorithm);
    }

    /** {@code @} stands for the file's name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        key         | no-such.pem             | -     | Cant load key file @: no such file
        key         | client.pem              | -     | Cant load key file @: has no private key in PEM
        certificate | ec-sec1.pem             | -     | Cant load certificate file @: has no certificate in PEM
        ca          | ec-sec1.pem             | -     | Cant load ca file @: has no certificate in PEM
        key         | rsa-encrypted.pem       | -     | Cant load key file @: is encrypted; write its password into the block SSL
        key         | rsa-traditional-aes.pem | -     | Cant load key file @: is encrypted; write its password into the block SSL
        key         | rsa-encrypted.pem       | wrong | Cant load key file @:
        key         | rsa-traditional-aes.pem | wrong | Cant load key file @:
        """)
    void fileThatCannotBeUsedIsNamed(String keyword, String name, @Nullable String password, String message)
            throws Exception {
        String file = name.startsWith("no-") ? "no-such.pem" : resource(name);
        var spec = new TlsClientSpec(
                keyword.equals("ca") ? file : null,
                keyword.equals("certificate") ? file : null,
                keyword.equals("key") ? file : null,
                password);
        assertThatThrownBy(() -> TlsClient.of(spec))
                .isInstanceOf(TlsFileException.class)
                .hasMessageStartingWith("SSL error : " + message.replace("@", file));
    }

    @Test
    void damagedFileIsNamed(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("damaged.pem");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> TlsClient.of(new TlsClientSpec(null, file.toString(), null, null)))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining(file + ": is no PEM");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> TlsClient.of(new TlsClientSpec(null, file.toString(), null, null)))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining(file.toString());
    }

    static String resource(String name) throws Exception {
        return Path.of(PemFileTest.class.getResource(name).toURI()).toString();
    }
}
