package cn.bioapproval.materials;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where files go and how large they may be.
 *
 * @param directory   folder of the files; must be backed up together with the database
 * @param maxSize     the largest file taken
 * @param keepFree    room on the disk that uploads leave to others, the embedded database above all
 * @param orphansLive how long a file lives that no version refers to
 * @param clamd       {@code host:port} of a ClamAV daemon that scans every file; without one only the virus test string is
 *                    recognised
 */
@ConfigurationProperties("bioapproval.materials")
record MaterialsProperties(
        @DefaultValue("data/materials") Path directory,
        @DefaultValue("200MB") DataSize maxSize,
        @DefaultValue("1GB") DataSize keepFree,
        @DefaultValue("24h") Duration orphansLive,
        @Nullable String clamd) {}
