package cn.bioapproval.funding;

/**
 * A most that a single award may be (单项上限).
 *
 * @param what   what limits, in Chinese, for example 单个品种最高支持额度
 * @param amount the most, included
 * @param source where the limit stands
 */
public record Cap(String what, Yuan amount, String source) {}
