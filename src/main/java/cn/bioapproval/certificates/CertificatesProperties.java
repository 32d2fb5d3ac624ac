package cn.bioapproval.certificates;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of certificates.
 *
 * @param address where anyone verifies a certificate, for example {@code https://sp.example.gov.cn/certificates}; it is
 *                printed on the paper, as a QR code too. Without it the paper carries the code only
 */
@ConfigurationProperties("bioapproval.certificates")
record CertificatesProperties(@Nullable String address) {}
