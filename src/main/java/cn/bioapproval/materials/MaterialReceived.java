package cn.bioapproval.materials;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * A file was handed in.
 *
 * @param slot         code of the slot
 * @param materialName its Chinese name
 * @param version      1, 2, 3, … within the slot
 * @param size         in octets
 * @param sha256       of the content, as hexadecimal text
 */
public record MaterialReceived(
        CaseId caseId,
        String slot,
        String materialName,
        int version,
        String fileName,
        long size,
        String sha256,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "materials.received";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "slot", slot,
                "name", materialName,
                "version", version,
                "fileName", fileName,
                "size", size,
                "sha256", sha256);
    }
}
