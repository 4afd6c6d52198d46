package io.aloft.config.lint.compare;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.Findings;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what keeps two directors from being one pair: what they must agree on and do not, and priorities between which
 * nothing can be decided. What has to differ (priorities, source addresses) and what may (interfaces, scripts) is left alone.
 */
public final class DirectorComparison {

    /** Compares one pair of instances. */
    @FunctionalInterface
    interface Question {
        void ask(RouterPair pair, Findings findings);
    }

    private record Rule(Code code, Question question) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Code.VRID_DIFFERS, AgreementRules::vridDiffers),
            new Rule(Code.VERSION_DIFFERS, AgreementRules::versionDiffers),
            new Rule(Code.ADVERT_INT_DIFFERS, AgreementRules::advertIntervalDiffers),
            new Rule(Code.AUTHENTICATION_DIFFERS, AgreementRules::authenticationDiffers),
            new Rule(Code.GROUP_DIFFERS, AgreementRules::groupDiffers),
            new Rule(Code.TRANSPORT_DIFFERS, AgreementRules::transportDiffers),
            new Rule(Code.PEERS_NOT_MIRRORED, AgreementRules::peersNotMirrored),
            new Rule(Code.SYNC_GROUP_ON_ONE_SIDE, AgreementRules::syncGroupOnOneSide),
            new Rule(Code.ADDRESSES_DIFFER, AgreementRules::addressesDiffer),
            new Rule(Code.SAME_SOURCE, AgreementRules::sameSource),
            new Rule(Code.TWO_OWNERS, ElectionRules::twoOwners),
            new Rule(Code.PRIORITIES_TIE, ElectionRules::prioritiesTie),
            new Rule(Code.NOPREEMPT_ON_LOWER, ElectionRules::nopreemptOnLower),
            new Rule(Code.WEIGHTS_NEVER_ENOUGH, ElectionRules::weightsNeverEnough));

    private DirectorComparison() {}

    /**
     * Compares two directors.
     *
     * @return pair by pair in the order of the first; both places are in each diagnostic, the other one as related
     */
    public static List<Diagnostic> compare(Director a, Director b) {
        var found = new ArrayList<Diagnostic>();
        RouterPairs pairs = RouterPairs.of(a, b);
        for (RouterPair pair : pairs.pairs()) {
            for (Rule rule : RULES) {
                rule.question().ask(pair, new Findings(rule.code(), found));
            }
        }
        pairs.reportSingles(new Findings(Code.INSTANCE_ON_ONE_SIDE, found));
        new ServerComparison(a, b, found).compare();
        return found;
    }
}
