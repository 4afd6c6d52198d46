package io.aloft.checkers.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file in PEM (RFC 7468; headers of RFC 1421 as OpenSSL writes them). */
final class PemFile {

    private static final int MAX_BYTES = 1 << 20;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final String keyword;
    private final String file;
    private final List<Block> blocks;

    /**
     * @param label between BEGIN and the dashes
     * @param headers such as DEK-Info
     * @param der what the base64 stands for
     */
    record Block(String label, Map<String, String> headers, byte[] der) {}

    private PemFile(String keyword, String file, List<Block> blocks) {
        this.keyword = keyword;
        this.file = file;
        this.blocks = blocks;
    }

    static PemFile read(String keyword, String file) throws TlsFileException {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw new TlsFileException(keyword, file, "more than " + MAX_BYTES + " bytes");
            }
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            return new PemFile(keyword, file, blocks(text));
        } catch (NoSuchFileException e) {
            throw new TlsFileException(keyword, file, "no such file");
        } catch (AccessDeniedException e) {
            throw new TlsFileException(keyword, file, "permission denied");
        } catch (IOException | InvalidPathException e) {
            throw new TlsFileException(keyword, file, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new TlsFileException(keyword, file, "is no PEM: " + e.getMessage());
        }
    }

    private static List<Block> blocks(String text) {
        var blocks = new ArrayList<Block>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            Map<String, String> headers = new LinkedHashMap<>();
            var base64 = new StringBuilder();
            for (String line : block.group(2).split("\\R")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                } else {
                    base64.append(line.strip());
                }
            }
            blocks.add(new Block(block.group(1), headers, Base64.getDecoder().decode(base64.toString())));
        }
        return blocks;
    }

    /** The certificates in the file's order, at least one. */
    X509Certificate[] certificates() throws TlsFileException {
        var chain = new ArrayList<X509Certificate>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label().endsWith("CERTIFICATE")) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(keyword, file, String.valueOf(e.getMessage()));
        }
        if (chain.isEmpty()) {
            throw new TlsFileException(keyword, file, "has no certificate in PEM");
        }
        return chain.toArray(new X509Certificate[0]);
    }

    /** The first private key. */
    PrivateKey privateKey(@Nullable String password) throws TlsFileException {
        for (Block block : blocks) {
            if (block.label().endsWith("PRIVATE KEY")) {
                try {
                    return PrivateKeys.decode(block, password);
                } catch (GeneralSecurityException | IOException | RuntimeException e) {
                    throw new TlsFileException(keyword, file, String.valueOf(e.getMessage()));
                }
            }
        }
        throw new TlsFileException(keyword, file, "has no private key in PEM");
    }
}
