package cn.bioapproval.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"申请书.pdf", "2026 年（第1稿）.docx", "a.b.c.png", "厦科〔2026〕12号.pdf", "𠮷野家.pdf", "...备注.pdf"})
    void namesAsOfficesWriteThemAreTaken(String name) {
        assertThat(FileName.of(name).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd.pdf",
                "..\\..\\a.pdf",
                "/etc/a.pdf",
                "C:\\a.pdf",
                "C:a.pdf",
                "目录/申请书.pdf",
                "目录／申请书.pdf",
                "a∕b.pdf",
                "..",
                "."
            })
    void aPathIsRefused(String name) {
        refused(name, "路径");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000.pdf", "a\nb.pdf", "a\r\nSet-Cookie: x.pdf", "a\u202Efdp.exe.pdf", "a\u200B.pdf", "a\uD800.pdf"})
    void charactersThatNobodySeesAreRefused(String name) {
        assertThatThrownBy(() -> FileName.of(name))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusals.NAME));
    }

    @Test
    void noNameAndNamesBeyondTwoHundredCharactersAreRefused() {
        refused("", "没有名称");
        refused("　 ", "没有名称");
        refused("长".repeat(197) + ".pdf", "过长");
        assertThat(FileName.of("长".repeat(196) + ".pdf").text()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?.pdf", "a*.pdf", "a|b.pdf", "\"a\".pdf", "<a>.pdf", "a.pdf.", "a.pdf ", " a.pdf"})
    void whatACommonComputerCannotSaveIsRefused(String name) {
        refused(name, "不能含有");
    }

    @Test
    void theNameIsKeptInItsComposedForm() {
        assertThat(FileName.of("re\u0301sume\u0301.pdf").text()).isEqualTo("r\u00e9sum\u00e9.pdf");
    }

    private static void refused(String name, String message) {
        assertThatThrownBy(() -> FileName.of(name))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusals.NAME))
                .hasMessageContaining(message);
    }
}
