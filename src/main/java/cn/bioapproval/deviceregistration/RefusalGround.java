package cn.bioapproval.deviceregistration;

import cn.bioapproval.cases.RefusalCode;

/** Why a registration is refused (医疗器械注册与备案管理办法 art. 54, 59;
 * 医疗器械监督管理条例 art. 22). */
public enum RefusalGround {
    NOT_PROVEN("不能证明产品安全、有效", "ERR_SAFETY_NOT_PROVEN"),
    INSPECTION_FAILED("质量管理体系核查不通过", "ERR_INSPECTION_NOT_PASSED"),
    INSPECTION_REFUSED("拒绝质量管理体系核查", "ERR_INSPECTION_REFUSED"),
    FALSE_MATERIAL("申请资料虚假", "ERR_FALSE_MATERIAL"),
    STANDARD_NOT_MET("不能达到修订后强制性标准的要求", "ERR_STANDARD_NOT_MET"),
    CONDITIONS_NOT_MET("未在规定期限内完成附条件批准载明的事项", "ERR_CONDITIONS_NOT_MET"),
    CONTRADICTORY("申请资料内容混乱、矛盾", "ERR_MATERIAL_CONTRADICTORY"),
    SUPPLEMENT_OVERDUE("逾期未补充资料", "ERR_SUPPLEMENT_OVERDUE");

    private final String label;
    private final RefusalCode code;

    RefusalGround(String label, String code) {
        this.label = label;
        this.code = new RefusalCode(code);
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    /** The code with which the case is closed. */
    public RefusalCode code() {
        return code;
    }
}
