package cn.bioapproval.catalog;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Programmes that service items count in, from configuration ({@code bioapproval.catalog.programmes}). How many items a
 * programme is said to have is compared and shown to the administrator; nothing is refused because of it.
 */
@ConfigurationProperties("bioapproval.catalog")
public record Programmes(List<Programme> programmes) {

    public Programmes {
        programmes = programmes == null ? List.of() : List.copyOf(programmes);
    }

    /**
     * A programme.
     *
     * @param code          what items.yaml calls it
     * @param name          Chinese name
     * @param expectedItems how many enabled items its source names
     * @param source        which source names it and the number
     */
    public record Programme(String code, String name, int expectedItems, String source) {}
}
