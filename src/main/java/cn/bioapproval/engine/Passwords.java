package cn.bioapproval.engine;

import cn.bioapproval.identity.PasswordHash;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;

/** The engine's passwords, hashed as {@link PasswordHash} does. */
record Passwords(PasswordHash hash) implements PasswordEncryptor {

    @Override
    public String encrypt(String password) {
        return hash.of(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        return hash.matches(password, encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "argon2id";
    }
}
