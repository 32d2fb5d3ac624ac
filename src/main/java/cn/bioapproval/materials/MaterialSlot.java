package cn.bioapproval.materials;

import cn.bioapproval.catalog.Material;
import java.util.List;

/**
 * A slot of a case's checklist and what was handed in for it.
 *
 * @param material what the catalogue asks for
 * @param applies  whether its condition holds for this case; one that does not is told only if something was handed in
 * @param versions the newest first
 */
public record MaterialSlot(Material material, boolean applies, List<MaterialVersion> versions) {

    public MaterialSlot {
        versions = List.copyOf(versions);
    }

    /** Whether the case is incomplete without it. */
    public boolean isRequired() {
        return applies && material.required();
    }

    /** Whether it is required and nothing was handed in. */
    public boolean isMissing() {
        return isRequired() && versions.isEmpty();
    }
}
