package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.whatif.TextHoursProposal;
import dev.greenlight.eligibility.domain.whatif.TextWeek;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import dev.greenlight.eligibility.topology.WhatIfQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a what-if together from all instances. Which estimates would be open is kept by customer, and what follows from
 * that by address: so that is asked first, and goes along with the question about the contacts.
 */
@Component
final class WhatIfs {

    /** Email addresses to remember by name; some two megabytes. */
    private static final int EMAIL_POOL = 10_000;

    private static final Duration LOOKED_WITHIN = Duration.ofMinutes(2);

    private final WhatIfQuery query;
    private final OwnerInstance owners;
    private final PlaceDirectory places;
    private final QuietHours quietHours;
    private final Clock clock;
    private final JsonMapper json;

    WhatIfs(
            WhatIfQuery query,
            OwnerInstance owners,
            PlaceDirectory places,
            QuietHours quietHours,
            Clock clock,
            JsonMapper json) {
        this.query = query;
        this.owners = owners;
        this.places = places;
        this.quietHours = quietHours;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Who asks.
     *
     * @param path as the caller sent it
     * @param authorization of the caller: every instance checks it itself
     */
    record Caller(String tenant, String path, String authorization) {}

    /**
     * @throws ProblemException for what cannot be set up, and when not everything can be looked at
     */
    WhatIfAnswer ask(Caller caller, WhatIfRequest request, WhatIfQuery.Progress progress) {
        CompanySettings current = requirePossible(caller.tenant(), request);
        Set<HostInfo> others = query.others().orElseThrow(WhatIfs::notReady);
        WhatIfRequest complete = request.withEstimates(estimates(caller, request, others));
        byte[] body = json.writeValueAsBytes(complete.forwarded());
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WhatIfShare>> shares = others.stream()
                    .map(other -> asking.submit(() ->
                            json.readValue(ask(caller, other, OwnerInstance.FOR_CONTACTS, body), WhatIfShare.class)))
                    .toList();
            WhatIf found = look(caller.tenant(), complete, progress);
            for (Future<WhatIfShare> share : shares) {
                found.add(await(share).found());
            }
            if (!query.others().equals(Optional.of(others))) {
                throw notReady();
            }
            return WhatIfAnswer.of(found, week(found, current, request.textHours()));
        }
    }

    private @Nullable TextWeek week(WhatIf found, CompanySettings current, TextHoursProposal proposal) {
        return proposal.isNothing()
                ? null
                : TextWeek.compare(
                        found.textable(), places, quietHours, current.marketingTextHours(), proposal, clock.instant());
    }

    /** What is kept here, for the instance that gathers. */
    WhatIf here(String tenant, WhatIfRequest request, WhatIfQuery.Progress progress) {
        requirePossible(tenant, request);
        return look(tenant, request, progress);
    }

    private WhatIf look(String tenant, WhatIfRequest request, WhatIfQuery.Progress progress) {
        var found =
                new WhatIf(request.samples(), EMAIL_POOL, request.estimates() == null ? Map.of() : request.estimates());
        return query.contacts(tenant, request.settings(), found, progress).orElseThrow(WhatIfs::notReady);
    }

    /** The customers here whose estimates would count otherwise, for the instance that gathers. */
    Map<String, Boolean> estimatesHere(String tenant, WhatIfRequest request) {
        Integer days = request.settings().unsoldEstimateDays();
        return days == null
                ? Map.of()
                : query.estimates(tenant, Duration.ofDays(days)).orElseThrow(WhatIfs::notReady);
    }

    private Map<String, Boolean> estimates(Caller caller, WhatIfRequest request, Set<HostInfo> others) {
        var estimates = new HashMap<>(estimatesHere(caller.tenant(), request));
        if (request.settings().unsoldEstimateDays() != null) {
            byte[] body = json.writeValueAsBytes(request.forwarded());
            for (HostInfo other : others) {
                estimates.putAll(json.readValue(
                        ask(caller, other, OwnerInstance.FOR_ESTIMATES, body),
                        new TypeReference<Map<String, Boolean>>() {}));
            }
        }
        return estimates;
    }

    private CompanySettings requirePossible(String tenant, WhatIfRequest request) {
        CompanySettings current = query.settings(tenant).orElseThrow(WhatIfs::notReady);
        if (!request.settings().isPossibleOver(current)) {
            throw new ProblemException(Problem.CONFLICTING_SETTINGS);
        }
        return current;
    }

    /** With a part missing it would look whole: each instance has to answer. */
    private byte[] ask(Caller caller, HostInfo other, String purpose, byte[] body) {
        var answer = owners.ask(
                other.host(), other.port(), caller.path(), caller.authorization(), purpose, body, LOOKED_WITHIN);
        if (answer.getStatusCode().value() == 400) {
            throw new ProblemException(Problem.CONFLICTING_SETTINGS);
        }
        if (answer.getStatusCode().value() != 200 || !(answer.getBody() instanceof byte[] found)) {
            throw notReady();
        }
        return found;
    }

    private static WhatIfShare await(Future<WhatIfShare> share) {
        try {
            return share.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : notReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notReady();
        }
    }

    private static ProblemException notReady() {
        return new ProblemException(Problem.NOT_READY);
    }
}
