package cn.bioapproval.deviceregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DeviceApplicationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final DeviceApplication application = new DeviceApplication(
            CaseId.of(1),
            new DeviceDetails(
                    false, "厦门", "厦门", "王芳", "0592-1234567", "监护仪", "PM-1", "主机", "监护", "", "07", false, List.of()),
            DAY,
            Instant.EPOCH);

    private void isInReview() {
        application.accept(DAY);
        application.beginReview();
    }

    @Test
    void whatIsSuspectedToBeFalseCannotBeWithdrawn() {
        isInReview();
        application.suspect();

        assertThatThrownBy(application::withdraw)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::code)
                .isEqualTo(RefusalCode.WITHDRAW_FORBIDDEN);

        application.investigated(false);
        assertThatCode(application::withdraw).as("cleared").doesNotThrowAnyException();
    }

    @Test
    void whatWasFoundFalseStaysUnwithdrawableAndIsRefusedForThat() {
        isInReview();
        application.suspect();
        application.investigated(true);
        application.terminateReview();

        assertThatThrownBy(application::withdraw).hasMessageContaining("不能撤回");
        assertThat(application.ground()).contains(RefusalGround.FALSE_MATERIAL);
        assertThatThrownBy(() -> application.approve(null, DAY)).isInstanceOf(Refusal.class);
    }

    @Test
    void thereIsOneSupplement() {
        isInReview();
        application.requestSupplement();

        assertThatThrownBy(application::requestSupplement).hasMessageContaining("不能再次发补");
    }

    @Test
    void aFailedInspectionLeavesNothingToRecommend() {
        isInReview();
        application.reviewed(true);
        application.inspected(InspectionResult.FAIL);

        assertThatThrownBy(() -> application.conclude(null, "通过")).hasMessageContaining("只能拟不予注册");
        assertThatCode(() -> application.conclude(RefusalGround.INSPECTION_FAILED, "核查不通过"))
                .doesNotThrowAnyException();
    }

    @Test
    void anObjectionThatIsUpheldOpensTheWayToApproval() {
        isInReview();
        application.reviewed(false);
        application.conclude(RefusalGround.NOT_PROVEN, "证据不足");
        application.objectionHandled(true);

        application.approve(null, DAY);

        assertThat(application.status()).isEqualTo(DeviceStatus.APPROVED);
    }

    @Test
    void onlyWhatWasAcceptedAndNotDecidedIsDeemedGranted() {
        assertThatThrownBy(() -> application.deemGranted(DAY)).hasMessageContaining("不能视为准予延续");
        isInReview();
        application.deemGranted(DAY);

        assertThat(application.status()).isEqualTo(DeviceStatus.APPROVED);
        assertThat(application.decidedOn()).contains(DAY);
        assertThatThrownBy(() -> application.deemGranted(DAY)).hasMessageContaining("不能视为准予延续");
    }

    @Test
    void aShortMatterIsDecidedOnceAndAfterAcceptanceOnly() {
        assertThatThrownBy(() -> application.settle(true, "属实", DAY)).hasMessageContaining("不能作出决定");
        application.accept(DAY);
        application.settle(false, "不属实", DAY);

        assertThat(application.status()).isEqualTo(DeviceStatus.REFUSED);
        assertThat(application.reason()).isEqualTo("不属实");
        assertThatThrownBy(() -> application.settle(true, "属实", DAY)).hasMessageContaining("不能作出决定");
    }

    @Test
    void whatIsDecidedCannotBeWithdrawn() {
        isInReview();
        application.reviewed(true);
        application.conclude(null, "通过");
        application.approve(null, DAY);

        assertThatThrownBy(application::withdraw).hasMessageContaining("不能撤回");
    }
}
