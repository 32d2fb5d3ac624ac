package cn.bioapproval.funding;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an award is calculated from. The figures come from the procedure's decision tables with their sources.
 *
 * @param caseId         the case that claims it
 * @param measure        the measure whose budget pays, for example {@code M16}
 * @param grantKey       what is granted once and never again: the same claim always has the same key, for example
 *                       {@code M16/CITY/ACCEPTANCE/<lineage>}; a grant that may come again each year carries the year
 * @param kind           kind of award inside the measure, for example {@code ACCEPTANCE}; top-ups may count by it
 * @param name           Chinese name of the grant, for example 市级临床医学研究中心验收补助
 * @param beneficiaryKey whose receipts are summed over time, for example the lineage of a centre
 * @param enterpriseCode unified social credit code of the one who is paid; annual caps count by it
 * @param year           the year of the claim (兑现年度); annual caps count by it
 * @param basis          what it starts from
 * @param itemCaps       what a single award may be at most; all apply
 * @param counterparts   grants of this ledger with which it is not enjoyed twice
 * @param others         what similar policies of province or city gave for the same matter
 * @param ifGranted      refusal when the grant key was granted before: {@code ERR_ONE_OFF_ALREADY_GRANTED} or
 *                       {@code ERR_DUPLICATE_CLAIM}
 * @param lifetimeCap    limit over all years per beneficiary key, shared within its scope
 * @param annualCap      limit per enterprise and year, shared within its scope
 */
public record AwardRequest(
        CaseId caseId,
        String measure,
        String grantKey,
        String kind,
        String name,
        String beneficiaryKey,
        String enterpriseCode,
        int year,
        Basis basis,
        List<Cap> itemCaps,
        List<Counterpart> counterparts,
        List<OtherGrant> others,
        RefusalCode ifGranted,
        @Nullable SharedCap lifetimeCap,
        @Nullable SharedCap annualCap) {

    /** A one-off grant was given before (一次性). */
    public static final RefusalCode ONE_OFF_ALREADY_GRANTED = new RefusalCode("ERR_ONE_OFF_ALREADY_GRANTED");

    public AwardRequest {
        itemCaps = List.copyOf(itemCaps);
        counterparts = List.copyOf(counterparts);
        others = List.copyOf(others);
    }

    /** A request with no limits at all; the {@code with...} methods add them. */
    public static AwardRequest of(
            CaseId caseId,
            String measure,
            String grantKey,
            String kind,
            String name,
            String beneficiaryKey,
            String enterpriseCode,
            int year,
            Basis basis) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                List.of(), List.of(), List.of(), RefusalCode.DUPLICATE_CLAIM, null, null);
    }

    public AwardRequest withItemCaps(List<Cap> caps) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                caps, counterparts, others, ifGranted, lifetimeCap, annualCap);
    }

    public AwardRequest withCounterparts(List<Counterpart> grants) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                itemCaps, grants, others, ifGranted, lifetimeCap, annualCap);
    }

    public AwardRequest withOthers(List<OtherGrant> grants) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                itemCaps, counterparts, grants, ifGranted, lifetimeCap, annualCap);
    }

    public AwardRequest refusedIfGranted(RefusalCode code) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                itemCaps, counterparts, others, code, lifetimeCap, annualCap);
    }

    public AwardRequest withLifetimeCap(SharedCap cap) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                itemCaps, counterparts, others, ifGranted, cap, annualCap);
    }

    public AwardRequest withAnnualCap(SharedCap cap) {
        return new AwardRequest(
                caseId, measure, grantKey, kind, name, beneficiaryKey, enterpriseCode, year, basis,
                itemCaps, counterparts, others, ifGranted, lifetimeCap, cap);
    }
}
