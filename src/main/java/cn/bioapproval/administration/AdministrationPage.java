package cn.bioapproval.administration;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code /administration}: the page 单位与事项. It holds nothing itself; what it shows it asks of {@code /api/**}, which answers
 * administrators only.
 */
@Controller
class AdministrationPage {

    @GetMapping({"/administration", "/administration/"})
    ResponseEntity<ClassPathResource> page() {
        return file("administration.html", "text/html;charset=UTF-8");
    }

    @GetMapping("/administration/{name:administration\\.(?:css|js)}")
    ResponseEntity<ClassPathResource> part(@PathVariable String name) {
        return file(name, name.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8");
    }

    private static ResponseEntity<ClassPathResource> file(String name, String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("administration/" + name));
    }
}
