package cn.bioapproval.experts;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an expert when entered into the pool.
 *
 * @param userId    with which the expert signs in
 * @param name      Chinese name
 * @param unitName  name of the unit
 * @param unitCode  unified social credit code of the unit
 * @param specialty field of work, in Chinese
 * @param email     where messages go, if known
 */
public record NewExpert(
        String userId, String name, String unitName, String unitCode, String specialty, @Nullable String email) {}
