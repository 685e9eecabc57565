package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

/** How Vonage signs the calls of an account, as its dashboard names it; no call can choose another. */
public enum SignatureMethod {
    MD5_HASH,
    HMAC_MD5,
    HMAC_SHA1,
    HMAC_SHA256,
    HMAC_SHA512
}
