package cn.bioapproval.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.bioapproval.identity.PasswordHash;
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
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
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
    private static final int LONGEST_PASSWORD = 256;
    private static final Pattern USER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._@-]{0,63}");

    private record Proof(byte[] digest, Instant until) {}

    private final IdentityService identity;
    private final PasswordHash passwords;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Proof> proven = new ConcurrentHashMap<>();

    EnginePasswords(IdentityService identity, PasswordHash passwords, Clock clock) {
        this.identity = identity;
        this.passwords = passwords;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String user = request.getName();
        String password = String.valueOf(request.getCredentials());
        if (!USER.matcher(user).matches() || password.length() > LONGEST_PASSWORD || !isProven(user, password)) {
            throw new BadCredentialsException("用户名或密码不正确。");
        }
        return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
    }

    private boolean isProven(String user, String password) {
        UserEntity known = (UserEntity) identity.createUserQuery().userId(user).singleResult();
        if (known == null) {
            passwords.of(password); // takes as long as for a user who exists
            return false;
        }
        byte[] digest = digest(user, password, known.getPassword());
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

    /** Bound to the hash that is kept now, so that a changed password or a removed user ends the remembering at once. */
    private byte[] digest(String user, String password, String hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : List.of(user, hash, password)) {
                mac.update(part.getBytes(UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
