/** AWS End User Messaging: texts that come as signed notifications of an SNS topic. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.aws;

import org.jspecify.annotations.NullMarked;
