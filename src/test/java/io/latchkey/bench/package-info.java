/**
 * How fast the packaged service is, as ratios against a bare server that does the same SQL in the same run. No test: a command,
 * {@code ./mvnw package -DskipTests exec:exec@bench}.
 */
package io.latchkey.bench;
