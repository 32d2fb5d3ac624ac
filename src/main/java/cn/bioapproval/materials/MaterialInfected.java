package cn.bioapproval.materials;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * A file was refused because the scanner found something in it. Nothing of it is kept but this.
 *
 * @param slot         code of the slot
 * @param materialName its Chinese name
 * @param virus        as the scanner names it
 * @param size         in octets
 * @param sha256       of the content, as hexadecimal text
 */
public record MaterialInfected(
        CaseId caseId,
        String slot,
        String materialName,
        String fileName,
        String virus,
        long size,
        String sha256,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "materials.infected";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "slot", slot,
                "name", materialName,
                "fileName", fileName,
                "virus", virus,
                "size", size,
                "sha256", sha256);
    }
}
