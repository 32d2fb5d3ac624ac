package cn.bioapproval.tracking;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the public page.
 *
 * @param key     secret of at least 32 characters under which query codes are hashed; without one the application makes
 *                its own and keeps it in the database. Another key makes every code that was given out void
 * @param address where applicants find the page, for example {@code https://sp.example.gov.cn/progress}; messages name
 *                it
 */
@ConfigurationProperties("bioapproval.tracking")
record TrackingProperties(@Nullable String key, @Nullable String address) {

    private static final int SHORTEST_KEY = 32;

    TrackingProperties {
        if (key != null && key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("bioapproval.tracking.key needs at least 32 characters");
        }
    }
}
