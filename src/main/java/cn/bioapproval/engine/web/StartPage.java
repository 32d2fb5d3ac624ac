package cn.bioapproval.engine.web;

import cn.bioapproval.database.DataHome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, when the application is ready, where to go and who may sign in. */
@Component
class StartPage {

    private static final Logger log = LoggerFactory.getLogger(StartPage.class);

    private final DataHome home;
    private final Environment environment;

    StartPage(DataHome home, Environment environment) {
        this.home = home;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        String address = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        StringBuilder text = new StringBuilder("\n\n  生物医药审批协同 已启动\n");
        text.append("  入口        ").append(address).append("/\n");
        text.append("  任务列表    ").append(address).append("/camunda/app/tasklist/\n");
        text.append("  进度查询    ").append(address).append("/progress（申请单位，凭办件编号和查询码）\n");
        text.append("  流程监控    ").append(address).append("/camunda/app/cockpit/（系统管理员）\n");
        if (home.embedded()) {
            text.append("  演示用户    密码均为 demo-Xm2026\n");
            List.of(
                            "linxiao 林晓 综合窗口、市科技局经办",
                            "chenmin 陈敏 市科技局经办",
                            "zhengjun 郑军 市科技局负责人",
                            "huanglei 黄磊 市卫生健康委",
                            "sunyue 孙悦 第三方评审机构",
                            "expert01 … expert12 评审专家",
                            "wuting 吴婷、yanghui 杨慧 市财政局",
                            "caishen 蔡申 审计",
                            "admin 系统管理员")
                    .forEach(user -> text.append("              ").append(user).append('\n'));
        }
        log.info("{}", text);
    }
}
