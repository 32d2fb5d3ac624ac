package cn.bioapproval.funding;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calculates an award in the order that is fixed for all measures: base → rate → item cap → no-double-funding → one-off
 * check → lifetime and annual cap → budget. The budget never changes the amount: it decides when it is paid.
 */
final class Calculation {

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final AwardRequest request;
    private final Standing standing;
    private final Overlap overlap;
    private final List<Explanation.Line> lines = new ArrayList<>();
    private Yuan amount = Yuan.ZERO;

    private Calculation(AwardRequest request, Standing standing, Overlap overlap) {
        this.request = request;
        this.standing = standing;
        this.overlap = overlap;
    }

    /**
     * The amount with its explanation.
     *
     * @throws Refusal {@code ERR_INVALID_AMOUNT}, {@code ERR_OVER_CAP}, or the request's own code for a repeated claim
     */
    static Explanation of(AwardRequest request, Standing standing, Overlap overlap) {
        return new Calculation(request, standing, overlap).run();
    }

    private Explanation run() {
        start();
        request.itemCaps().forEach(this::capItem);
        request.counterparts().forEach(this::lessCounterpart);
        lessOthers();
        refuseRepetition();
        capShared("累计上限", request.lifetimeCap(), "同一对象", standing.lifetimeUsed());
        capShared("年度上限", request.annualCap(), request.year() + "年度同一单位", standing.annualUsed());
        noteBudget();
        line("核定金额", request.name() + "核定" + amount, "");
        return new Explanation(lines);
    }

    private void start() {
        Basis basis = request.basis();
        if (basis instanceof Basis.Fixed fixed) {
            amount = positive(fixed.amount(), fixed.what());
            line("基数", fixed.what() + "定额" + amount, fixed.source());
        } else if (basis instanceof Basis.Share share) {
            amount = positive(share.base(), share.what());
            line("基数", share.what() + amount, share.source());
            String formula = "%s × %s".formatted(amount, percent(share.rate()));
            amount = amount.times(share.rate());
            line("比例", formula + "（计算到元，向下取整）", share.source());
        } else if (basis instanceof Basis.TopUp topUp) {
            Yuan total = positive(topUp.total(), topUp.what());
            amount = total.less(standing.receivedForTopUp());
            line("基数", "%s补足至%s：%s − 同一对象已获%s%s".formatted(
                    topUp.what(), total, total, standing.receivedForTopUp(),
                    standing.receivedForTopUp().compareTo(total) > 0 ? "（已超过，不追回）" : ""), topUp.source());
        } else if (basis instanceof Basis.Assessed assessed) {
            amount = positive(assessed.amount(), assessed.what());
            line("基数", assessed.what() + "评审核定" + amount, assessed.source());
        }
    }

    private static Yuan positive(Yuan amount, String what) {
        if (amount.isZero()) {
            throw Refusal.invalid(RefusalCode.INVALID_AMOUNT, "“" + what + "”的金额应大于零，请核对后重新填写。");
        }
        return amount;
    }

    private void capItem(Cap cap) {
        if (request.basis() instanceof Basis.Assessed && amount.compareTo(cap.amount()) > 0) {
            throw Refusal.invalid(
                    RefusalCode.OVER_CAP,
                    "评审核定的%s超过“%s”%s，请退回评审重新核定。".formatted(amount, cap.what(), cap.amount()));
        }
        String formula = "取%s与“%s”%s中较低者".formatted(amount, cap.what(), cap.amount());
        amount = amount.min(cap.amount());
        line("单项上限", formula, cap.source());
    }

    private void lessCounterpart(Counterpart counterpart) {
        Yuan granted = standing.counterparts().getOrDefault(counterpart.grantKey(), Yuan.ZERO);
        String step = "不重复享受";
        if (granted.isZero()) {
            line(step, "未获“%s”，不作扣减".formatted(counterpart.name()), "");
        } else {
            overlap(step, "“%s”已获%s".formatted(counterpart.name(), granted), granted,
                    counterpart.rule(), counterpart.source());
        }
    }

    private void lessOthers() {
        Yuan others = request.others().stream().map(OtherGrant::amount).reduce(Yuan.ZERO, Yuan::plus);
        String step = "就高从优不重复";
        if (others.isZero()) {
            line(step, "未获省、市其他同类政策支持，不作扣减", "");
        } else {
            String named = request.others().stream()
                    .map(other -> "“%s”%s".formatted(other.policy(), other.amount()))
                    .collect(Collectors.joining("、"));
            overlap(step, "省、市其他同类政策已获%s（%s）".formatted(others, named), others, overlap, step);
        }
    }

    private void overlap(String step, String what, Yuan earlier, Overlap rule, String source) {
        if (rule == Overlap.FORFEIT) {
            amount = Yuan.ZERO;
            line(step, what + "，不再支持", source);
        } else {
            String formula = "%s：%s − %s%s".formatted(
                    what, amount, earlier, earlier.compareTo(amount) > 0 ? "，不足零的按零计" : "");
            amount = amount.less(earlier);
            line(step, formula, source);
        }
    }

    private void refuseRepetition() {
        if (standing.grantedBefore() != null) {
            throw Refusal.conflict(
                    request.ifGranted(),
                    "“%s”已经办理过（%s），同一事项不能重复申领。".formatted(request.name(), standing.grantedBefore()));
        }
        line("一次性检查", "台账中没有同一事项的核定或领取记录", "");
    }

    private void capShared(String step, @Nullable SharedCap cap, String whose, Yuan used) {
        if (cap != null) {
            Yuan left = cap.amount().less(used);
            String formula = "%s上限%s，已占用%s，余%s；取%s与余额中较低者".formatted(whose, cap.amount(), used, left, amount);
            amount = amount.min(left);
            line(step, formula, cap.source());
        }
    }

    private void noteBudget() {
        BudgetBalance budget = standing.budget();
        String note = amount.compareTo(budget.available()) > 0 ? "，目前不足，拨付前须落实预算" : "，足以安排";
        line("预算", "%d年度预算%s，已安排%s，余%s%s".formatted(
                budget.year(), budget.total(), budget.reserved(), budget.available(), note), "");
    }

    private void line(String step, String formula, String source) {
        lines.add(new Explanation.Line(step, formula, amount, source));
    }

    private static String percent(BigDecimal rate) {
        return rate.multiply(HUNDRED).stripTrailingZeros().toPlainString() + "%";
    }
}
