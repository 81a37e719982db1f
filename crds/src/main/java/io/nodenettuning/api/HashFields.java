package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a packet receive side scaling hashes, by kind of flow. */
@AnyOf(
    value = {"tcp4", "udp4", "sctp4", "ah4", "esp4", "tcp6", "udp6", "sctp6", "ah6", "esp6"},
    problem = "no kind of flow is named")
public record HashFields(
    @Doc("What is hashed of TCP over IPv4.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> tcp4,
    @Doc("What is hashed of UDP over IPv4.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> udp4,
    @Doc("What is hashed of SCTP over IPv4.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> sctp4,
    @Doc("What is hashed of IPsec AH over IPv4.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> ah4,
    @Doc("What is hashed of IPsec ESP over IPv4.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> esp4,
    @Doc("What is hashed of TCP over IPv6.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> tcp6,
    @Doc("What is hashed of UDP over IPv6.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> udp6,
    @Doc("What is hashed of SCTP over IPv6.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> sctp6,
    @Doc("What is hashed of IPsec AH over IPv6.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> ah6,
    @Doc("What is hashed of IPsec ESP over IPv6.") @Size(min = 1, max = Limits.HASH_FIELDS)
        @Nullable List<@Doc("A part of the packet.") HashField> esp6) {}
