package cn.bioapproval;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The approval system for a city's biopharma administration (生物医药审批协同). */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BioApproval {

    public static void main(String[] args) {
        SpringApplication.run(BioApproval.class, args);
    }
}
