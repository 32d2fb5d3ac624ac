package cn.bioapproval.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Checks the engine's own users. A password that was right is remembered for a minute as a keyed digest, because the REST
 * interface asks with each request and the password hash is meant to be slow.
 */
@Component
class EnginePasswords implements AuthenticationProvider {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private record Proof(byte[] digest, Instant until) {}

    private final IdentityService identity;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Proof> proven = new ConcurrentHashMap<>();

    EnginePasswords(IdentityService identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String user = request.getName();
        String password = String.valueOf(request.getCredentials());
        if (user.length() > 64 || password.length() > 256 || !isProven(user, password)) {
            throw new BadCredentialsException("用户名或密码不正确。");
        }
        return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
    }

    private boolean isProven(String user, String password) {
        byte[] digest = digest(user, password);
        Instant now = clock.instant();
        Proof proof = proven.get(user);
        if (proof != null && proof.until().isAfter(now) && MessageDigest.isEqual(proof.digest(), digest)) {
            return true;
        }
        if (!identity.checkPassword(user, password)) {
            return false;
        }
        if (proven.size() >= MOST_REMEMBERED) {
            proven.clear();
        }
        proven.put(user, new Proof(digest, now.plus(REMEMBERED)));
        return true;
    }

    private byte[] digest(String user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(user.getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
