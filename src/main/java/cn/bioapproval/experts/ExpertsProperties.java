package cn.bioapproval.experts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the experts room.
 *
 * @param panelSize how many experts a panel has (design default; the source documents name no number)
 */
@ConfigurationProperties("bioapproval.experts")
record ExpertsProperties(@DefaultValue("5") int panelSize) {}
