package io.aloft.config.lint;

import io.aloft.config.diagnostic.Code;
import java.util.List;

/**
 * One question with the code of its findings.
 *
 * @param code 2xxx
 * @param question what is asked
 */
record LintRule(Code code, Question question) {

    /** Looks at a configuration and reports what it finds. */
    @FunctionalInterface
    interface Question {
        void ask(Subject subject, Findings findings);
    }

    /** Every rule, in the order of the findings. */
    static final List<LintRule> ALL = List.of(
            new LintRule(Code.VRID_ON_SHARED_SEGMENT, RouterRules::vridOnSharedSegment),
            new LintRule(Code.OWNER_STARTS_AS_BACKUP, RouterRules::ownerStartsAsBackup),
            new LintRule(Code.NOPREEMPT_DEFEATS_WEIGHTS, WeightRules::nopreemptDefeatsWeights),
            new LintRule(Code.WEIGHT_WITHOUT_EFFECT, WeightRules::weightWithoutEffect),
            new LintRule(Code.WEIGHT_SET_TO_ZERO, WeightRules::weightSetToZero),
            new LintRule(Code.INTERFACE_TRACKED_ANYWAY, WeightRules::interfaceTrackedAnyway),
            new LintRule(Code.SCRIPT_OUTLASTS_INTERVAL, WeightRules::scriptOutlastsInterval),
            new LintRule(Code.GROUP_MEMBERS_DISAGREE, RouterRules::membersDisagree),
            new LintRule(Code.STRICT_REFUSES_TRAFFIC, RouterRules::strictRefusesTraffic),
            new LintRule(Code.ADDRESS_OUTSIDE_PREFIXES, AddressRules::outsideEveryPrefix),
            new LintRule(Code.ADDRESS_ON_OTHER_INTERFACE, AddressRules::prefixOfOtherInterface),
            new LintRule(Code.ADDRESS_IN_TWO_INSTANCES, AddressRules::inTwoInstances),
            new LintRule(Code.SOURCE_NOT_LOCAL, AddressRules::sourceNotLocal),
            new LintRule(Code.PEER_IS_SELF, AddressRules::peerIsSelf),
            new LintRule(Code.SERVICE_WITHOUT_INSTANCE, ServerRules::serviceWithoutInstance),
            new LintRule(Code.CHECK_OUTLASTS_DELAY_LOOP, ServerRules::checkOutlastsDelayLoop),
            new LintRule(Code.SERVER_WITHOUT_CHECKER, ServerRules::serverWithoutChecker),
            new LintRule(Code.SORRY_SERVER_NEVER_USED, ServerRules::sorryServerNeverUsed));
}
