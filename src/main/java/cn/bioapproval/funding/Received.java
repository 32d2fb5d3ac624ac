package cn.bioapproval.funding;

import cn.bioapproval.cases.CaseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One grant that a beneficiary has received or been awarded and that still counts.
 *
 * @param grantKey what was granted
 * @param kind     kind of award inside the measure
 * @param name     Chinese name of the grant
 * @param amount   how much
 * @param status   where it stands
 * @param on       the day it was awarded, or paid if historic (Asia/Shanghai)
 * @param caseId   the case that brought it
 */
public record Received(
        String grantKey,
        String kind,
        String name,
        Yuan amount,
        AwardStatus status,
        LocalDate on,
        @Nullable CaseId caseId) {}
