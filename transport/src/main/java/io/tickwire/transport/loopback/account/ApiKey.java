package io.tickwire.transport.loopback.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key with what its owner signs with: a shared secret (HMAC) or Ed25519 (protocols A6). */
public final class ApiKey {
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";

    private final String key;
    private final SecretKeySpec secret;
    private final PublicKey publicKey;

    private ApiKey(String key, SecretKeySpec secret, PublicKey publicKey) {
        this.key = key;
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * A key whose owner and venue share a secret.
     *
     * @param key    of the header
     * @param secret not empty
     * @return the key
     */
    public static ApiKey ofSecret(String key, String secret) {
        return new ApiKey(key,
            new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC), null);
    }

    /**
     * A key whose owner has the private half of a pair.
     *
     * @param key  of the header
     * @param spki public half, base64, with or without the lines of PEM around it
     * @return the key
     * @throws GeneralSecurityException where it is no Ed25519 key
     */
    public static ApiKey ofPublicKey(String key, String spki) throws GeneralSecurityException {
        String base64 = spki.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return new ApiKey(key, null, KeyFactory.getInstance(ED25519)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64))));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("not base64", notBase64);
        }
    }

    /** @return as it stands in the header */
    public String key() {
        return key;
    }

    /**
     * Checks a signature.
     *
     * @param text      signed, one character for each byte
     * @param signature hex of any case, or base64
     * @return whether the owner signed exactly this text
     */
    boolean hasSigned(String text, String signature) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return secret != null ? hasSignedHmac(bytes, signature)
                : hasSignedEd25519(bytes, signature);
        } catch (IllegalArgumentException noSignature) {
            return false;
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private boolean hasSignedHmac(byte[] bytes, String signature) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(secret);
        return MessageDigest.isEqual(mac.doFinal(bytes), HexFormat.of().parseHex(signature));
    }

    private boolean hasSignedEd25519(byte[] bytes, String signature)
        throws GeneralSecurityException {
        byte[] decoded = Base64.getDecoder().decode(signature);
        Signature verifier = Signature.getInstance(ED25519);
        verifier.initVerify(publicKey);
        verifier.update(bytes);
        try {
            return verifier.verify(decoded);
        } catch (SignatureException malformed) {
            return false;
        }
    }
}
