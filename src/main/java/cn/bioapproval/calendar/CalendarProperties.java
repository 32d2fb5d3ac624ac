package cn.bioapproval.calendar;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The calendar's settings.
 *
 * @param provisional whether a year whose arrangement is not loaded yet, up to the end of next year, is answered from
 *                    the days that the law itself fixes, marked as provisional (暂定); {@code false} refuses such dates
 */
@ConfigurationProperties("bioapproval.calendar")
record CalendarProperties(@DefaultValue("true") boolean provisional) {}
