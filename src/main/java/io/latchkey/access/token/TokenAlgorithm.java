package io.latchkey.access.token;

/**
 * How a token may be signed (RFC 7518). Only with a private key that the issuer keeps: were a shared secret among these, an
 * issuer's public key could be passed off as one.
 */
public enum TokenAlgorithm {
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512
}
