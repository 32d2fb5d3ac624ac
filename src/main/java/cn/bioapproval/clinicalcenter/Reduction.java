package cn.bioapproval.clinicalcenter;

import cn.bioapproval.funding.Award;
import cn.bioapproval.funding.AwardRequest;
import cn.bioapproval.funding.Basis;
import cn.bioapproval.funding.Yuan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Shrinks the awards of a case to what the budget bears (按比例发放). */
final class Reduction {

    private Reduction() {}

    /**
     * Requests that together come to the approved amount: each award shrinks alike, rounded down to the yuan, the rest
     * goes into the last. Awards of zero are asked for as before, so that they stay on record.
     *
     * @param requests what was asked for
     * @param payable  the awards above zero that came of it
     */
    static List<AwardRequest> of(List<AwardRequest> requests, List<Award> payable, Yuan approved, String reason) {
        List<Yuan> shares = shares(payable.stream().map(Award::amount).toList(), approved);
        List<AwardRequest> reduced = new ArrayList<>();
        for (AwardRequest request : requests) {
            int i = indexOf(payable, request.grantKey());
            if (i < 0) {
                reduced.add(request);
            } else if (!shares.get(i).isZero()) {
                Basis basis = new Basis.Assessed(
                        "按比例发放（原核定" + payable.get(i).amount() + "）", shares.get(i), "市财政局核减：" + reason);
                reduced.add(AwardRequest.of(
                        request.caseId(), request.measure(), request.grantKey(), request.kind(), request.name(),
                        request.beneficiaryKey(), request.enterpriseCode(), request.year(), basis));
            }
        }
        return reduced;
    }

    static List<Yuan> shares(List<Yuan> amounts, Yuan approved) {
        Yuan total = amounts.stream().reduce(Yuan.ZERO, Yuan::plus);
        List<Yuan> shares = new ArrayList<>();
        Yuan rest = approved;
        for (Yuan amount : amounts.subList(0, amounts.size() - 1)) {
            Yuan share = Yuan.of(BigInteger.valueOf(amount.value())
                    .multiply(BigInteger.valueOf(approved.value()))
                    .divide(BigInteger.valueOf(total.value()))
                    .longValueExact());
            shares.add(share);
            rest = rest.less(share);
        }
        shares.add(rest);
        return shares;
    }

    private static int indexOf(List<Award> awards, String grantKey) {
        for (int i = 0; i < awards.size(); i++) {
            if (awards.get(i).grantKey().equals(grantKey)) {
                return i;
            }
        }
        return -1;
    }
}
