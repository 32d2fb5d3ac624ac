package cn.bioapproval.engine;

/** What a person may do to the course of a case beside handing in a form (办理动作). */
public enum Verb {
    SUPPLEMENT("补正", "流程", "一次性告知申请人需要补正的全部材料，时限停止计算。"),
    RETURN("退回", "流程", "退回到已经办过的步骤重新办理。"),
    WITHDRAW("撤回", "流程", "下一环节还没有办理时，收回自己刚提交的内容。"),
    REASSIGN("转办", "交办", "把任务交给另一名有权办理的同事。"),
    RECUSE("回避", "交办", "与申请单位有利害关系的，登记回避；任务退回待领，或者转给同事。"),
    DELEGATE("委派", "交办", "请同事代为处理，办完回到本人提交。"),
    RESOLVE("办结委派", "交办", "写明处理情况，任务回到委派人。"),
    SIGN_BEFORE("前加签", "交办", "请他人先签署意见，再由本人提交。"),
    SIGN_AFTER("后加签", "交办", "本人提交后，须经他人签署意见，办件才往下走。"),
    SIGN("签署意见", "交办", "写下加签意见，任务继续往下办。"),
    UNSIGN("减签", "交办", "取消还没有签署的加签人。"),
    URGE("催办", "知会", "提醒正在办理的同事，并留下记录。"),
    COPY("抄送", "知会", "把办件抄送给同事阅知，可以看到谁已阅读。"),
    SUSPEND("挂起", "办件", "依法中止办理，时限停止计算。"),
    RESUME("恢复", "办件", "恢复办理，时限继续计算。"),
    TERMINATE("终止", "办件", "由负责人终止办理，办件办结。");

    private final String label;
    private final String group;
    private final String meaning;

    Verb(String label, String group, String meaning) {
        this.label = label;
        this.group = group;
        this.meaning = meaning;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    /** The heading under which people find it. */
    public String group() {
        return group;
    }

    /** What it is for, in one Chinese sentence. */
    public String meaning() {
        return meaning;
    }
}
