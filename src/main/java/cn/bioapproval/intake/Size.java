package cn.bioapproval.intake;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much a submission may bring; looked at before anything else is done with it. */
final class Size {

    static final int LIST_ENTRIES = 200;
    static final int BYTES = 256 * 1024;
    private static final int DEPTH = 12;
    private static final int NUMBER_BYTES = 20;

    private long bytes;

    private Size() {}

    /** @throws Refusal {@code ERR_REQUEST_TOO_LARGE} */
    static void check(Map<?, ?> submitted) {
        new Size().add(submitted, 0);
    }

    private void add(@Nullable Object value, int depth) {
        if (depth > DEPTH) {
            throw tooLarge("表单内容嵌套过深，请刷新页面后重新填写。");
        }
        if (value instanceof CharSequence text) {
            count(2L + utf8(text));
        } else if (value instanceof Map<?, ?> map) {
            count(2);
            map.forEach((key, entry) -> {
                add(String.valueOf(key), depth + 1);
                add(entry, depth + 1);
            });
        } else if (value instanceof Collection<?> list) {
            if (list.size() > LIST_ENTRIES) {
                throw tooLarge("一个列表最多填写 " + LIST_ENTRIES + " 条，请减少后重新提交。");
            }
            count(2);
            list.forEach(entry -> add(entry, depth + 1));
        } else {
            count(NUMBER_BYTES);
        }
    }

    private void count(long more) {
        bytes += more;
        if (bytes > BYTES) {
            throw tooLarge("表单内容过多（超过 256 KB），请精简后重新提交；大段材料请作为文件上传。");
        }
    }

    private static long utf8(CharSequence text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length += 1;
            } else {
                length += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return length;
    }

    static Refusal tooLarge(String message) {
        return Refusal.tooLarge(RefusalCode.REQUEST_TOO_LARGE, message);
    }
}
