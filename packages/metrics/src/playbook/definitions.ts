import type { PlaybookShareName, StepName } from './shares.ts';

/** What a step of the playbook asks, and how that is told; docs/playbook.md says the same, and more. */
export interface StepDefinition {
  readonly question: string;
  readonly definition: string;
  /** Of which complaints it is told. */
  readonly appliesWhen: string;
  /** How the number misleads. */
  readonly trap: string;
  /** The shares that measure it; none: it is measured otherwise, or a rule. */
  readonly shares: readonly PlaybookShareName[];
}

export const STEP_DEFINITIONS: Readonly<Record<StepName, StepDefinition>> = {
  H1: {
    question: 'Do we hear complaints wherever they are made?',
    definition:
      'Complaints by channel, and the share of those that we heard first by listening to what is said in public (channel social-listening).',
    appliesWhen: 'Every complaint.',
    trap: 'A channel that is not connected is silent, and looks like one without complaints.',
    shares: ['socialFirst'],
  },
  H2: {
    question: 'Does a complaint come at once to those who can solve it?',
    definition:
      'The first team that had it and is no front desk is the team that resolved it; and the time from the opening to the beginning of that team’s last stay with it.',
    appliesWhen: 'Complaints with a resolution that counts whose first team and resolving team are both known.',
    trap: 'Where one team does everything, every first team is the right one.',
    shares: ['firstTeamResolved'],
  },
  H3: {
    question: 'How often does it end better than if nothing had failed?',
    definition:
      'Recovered, and then a surprise, a recommendation or a purchase, from the resolution to 90 days after the verdict.',
    appliesWhen: 'Recovered complaints whose customers have been watched for 90 days after the verdict.',
    trap: 'Who buys every week buys after a failure, too: a finest hour is a story worth reading, no proof.',
    shares: ['finestHour'],
  },
  H4: {
    question: 'Do we make it worse by guessing?',
    definition: 'A solution failed, or the complaint was opened again because it had.',
    appliesWhen: 'Complaints with a solution, a resolution, or the failure of one.',
    trap: 'Where nobody tells of failures there are none. Customers who give up tell nobody.',
    shares: ['solutionFailed'],
  },
  H5: {
    question: 'Do we confirm what the customer expects, and ask in the end whether we met it?',
    definition:
      'Expectations confirmed; satisfaction asked; satisfaction stated, of those asked. The step is done where expectations were confirmed and satisfaction was asked.',
    appliesWhen: 'Every complaint.',
    trap: 'Asking only those who seem happy raises nothing but the answers.',
    shares: ['expectationConfirmed', 'satisfactionAsked', 'satisfactionStated'],
  },
  H6: {
    question: 'Do we answer this customer, or send what we send to all?',
    definition: 'The last solution of which it is told whether it was tailored, was.',
    appliesWhen: 'Complaints with a solution of which that is told.',
    trap: 'Who gives the solution says whether it was tailored.',
    shares: ['tailored'],
  },
  H7: {
    question: 'Do we ask what would put it right?',
    definition:
      'One of us asked which remedy is wanted, or confirmed it with the expectations. Beside it stand whether they were given it (N4), and the complaints found illegitimate.',
    appliesWhen: 'Every complaint; for what they were given, those with a remedy asked for and a solution.',
    trap: 'What the customer said unasked is no asking; where that is pushed without who said it, it counts as ours.',
    shares: ['remedyAsked', 'remedyGivenAsAsked'],
  },
  V1: {
    question: 'Do we thank for the complaint, then apologize, and soon?',
    definition:
      'Thanked for the complaint by the time of the first apology; and the time to that apology, of all complaints. The rest as for M1.',
    appliesWhen: 'For thanks, complaints with an apology; the step is done only with both.',
    trap: 'A form letter that thanks and apologizes does both at once. What bots say is left out where they are named.',
    shares: ['thankedFirst', 'apologized', 'apologizedInHour'],
  },
  V2: {
    question: 'Does the customer feel heard?',
    definition: 'By the customer’s last word on it, yes.',
    appliesWhen: 'Complaints whose customer said whether they felt heard.',
    trap: 'Those who don’t answer are not among them, and are not like those who do.',
    shares: ['heard'],
  },
  V3: {
    question: 'Do we keep talking while it is open, and give a choice?',
    definition:
      'The longest time without a word to the customer while the complaint was open; no such time longer than 24 hours; options offered. Any message of a person is a word, and so are thanks, apologies, promises, options, denials, solutions and public answers.',
    appliesWhen: 'Every complaint.',
    trap: 'A word is not an answer: a daily “we are still on it” breaks every silence.',
    shares: ['neverSilent', 'optionsOffered'],
  },
  V4: {
    question: 'Are we better than what we promised?',
    definition:
      'All settled promises were kept early: with more than a tenth of the time left that the customer was given first. Beside it, all in time; how long the first promise was, from its making to the time given first; and by how much it was kept before or after that time.',
    appliesWhen: 'Complaints with a promise that was kept, or fell due and was not withdrawn before.',
    trap: 'Promise a month for what takes a day, and everything is early: look at the length of the promises.',
    shares: ['promisesAllEarly', 'promisesAllKept'],
  },
  V5: {
    question: 'Do we do what we said we would?',
    definition:
      'All settled promises were kept by the time first given; one was kept late; one was not kept by maturity. Beside them the share with any promise; and of all settled promises, those kept early, on time, late, and not.',
    appliesWhen: 'Complaints with a settled promise; for the share with a promise, every complaint.',
    trap: 'Who promises nothing breaks nothing.',
    shares: ['promiseMade', 'promisesAllKept', 'promiseLate', 'promiseUnkept'],
  },
  V6: {
    question: 'Do we surprise the customer, and does it go with coming back?',
    definition:
      'Surprised by maturity. Back within 90 days after the day of the surprise, of customers who by the end of that day had neither come back nor left; against those who had waited as long, and had not been surprised by then.',
    appliesWhen:
      'Every complaint; for coming back, customers’ first complaints in the period that were watched for 132 days, and surprises of the first 42.',
    trap: 'Whom we surprise is no accident: association, not proof. Both clocks start at the surprise: counted from the opening, who came back before there was time to surprise them would speak against surprises.',
    shares: ['surprised'],
  },
  V7: {
    question: 'Do we win a customer for life, and an advocate?',
    definition:
      'Repeat-loyalty, and the share whose customer recommended us from the opening to 90 days after the verdict, for this complaint or for none in particular.',
    appliesWhen: 'Complaints whose customers have been watched for 90 days after the verdict.',
    trap: 'Recommendations are seen only where somebody looks.',
    shares: ['recommended'],
  },
  V8: {
    question: 'Is common sense common practice: the whole playbook, on every complaint?',
    definition:
      'Every step that applies was done; and steps done, of all steps that apply. Counted are the 22 steps that can be done once a complaint is there; each act counts once.',
    appliesWhen:
      'Complaints to which at least one step applies. A step whose events were not told while the complaint lasted is left out.',
    trap: 'The more is told, the more applies: a company that starts to push an event sees this fall.',
    shares: [],
  },
  N1: {
    question: 'May employees settle it themselves?',
    definition:
      'The first owner resolved it, and every solution of which that is told was within its giver’s own authority. Beside it, over the same weeks, teams of which somebody had been coached when the complaint was opened, and teams of which nobody had (yet): settled so, and won back.',
    appliesWhen:
      'Complaints with a solution of which it is told whether it was within authority; for coaching, complaints of a known team, in weeks that have some of both kinds.',
    trap: 'What is never within anybody’s authority may not be offered, and is not missed here. Who is coached first is no accident: association, not proof.',
    shares: ['settledWithinAuthority'],
  },
  N2: {
    question: 'Do we find the failure before the customer does?',
    definition: 'Found by us.',
    appliesWhen: 'Complaints of which it is told who found the failure.',
    trap: 'Tell it of all: a system that says only “found by us” finds everything.',
    shares: ['foundByUs'],
  },
  N3: {
    question: 'Do we listen?',
    definition: 'As for V2: the customer felt heard.',
    appliesWhen: 'Complaints whose customer said whether they felt heard.',
    trap: 'As for V2.',
    shares: ['heard'],
  },
  N4: {
    question: 'Do we stop saying “no” to the simplest things?',
    definition:
      'A request was denied; it was denied and granted later: by a solution of the same request, or, where the denial names none, by one of the kind last asked for. And: one of the solutions was the remedy last asked for. And what was given, by the last solution: each complaint with one has one of seven kinds.',
    appliesWhen:
      'For denials, every complaint; for granted later, those denied; for the remedy, those with a remedy asked for and a solution; for what was given, those with a solution.',
    trap: 'Who is asked nothing is denied nothing. A denial that nobody records is none.',
    shares: [
      'denied',
      'deniedThenGranted',
      'remedyGivenAsAsked',
      'gaveRefund',
      'gaveExchange',
      'gaveRepair',
      'gaveCredit',
      'gaveHelp',
      'gaveExplanation',
      'gaveOther',
    ],
  },
  N5: {
    question: 'Do we see the complaint that turns public, in time?',
    definition:
      'The customer went public; answered, wherever they did, and not before they did; and the time from the opening to the first time. Beside them, how many that went public are open now, whenever they were opened.',
    appliesWhen: 'Every complaint; for answers, those that went public.',
    trap: 'Only what is seen is counted: who looks harder has more of them.',
    shares: ['wentPublic', 'answeredInPublic'],
  },
  N6: {
    question: 'Are vanity numbers kept apart?',
    definition: 'Readings change the vanity page, and not a byte of the report.',
    appliesWhen: 'No complaint: it is a rule of the product.',
    trap: 'A number on a wall becomes a target, wherever it stands.',
    shares: [],
  },
  M1: {
    question: 'Do we apologize at the first moment?',
    definition: 'A person apologized; within an hour of the opening.',
    appliesWhen: 'Every complaint.',
    trap: 'Early is not sincere.',
    shares: ['apologized', 'apologizedInHour'],
  },
  M2: {
    question: 'Do we say that it was our fault, when it was?',
    definition:
      'Responsibility taken, where the fault was ours as known at maturity. Beside it recovery where the fault was ours, and where it was the customer’s or a third party’s.',
    appliesWhen:
      'Complaints whose fault was ours; for the comparison, also those whose fault was others’. Unclear is neither.',
    trap: 'Moving the fault to others takes a complaint out: how often that is done stands beside the headlines.',
    shares: ['responsibilityTaken', 'wonBackOurFault', 'wonBackFaultOfOthers'],
  },
  M3: {
    question: 'Do we thank for the loyalty, and tell those who caused it?',
    definition:
      'Thanked for the loyalty. Feedback shared with the team at fault (with any, where it is not known which), and the customer told of that. The step is done with thanks and feedback.',
    appliesWhen:
      'For thanks, every complaint; for feedback and for the step, those whose fault was ours; for telling, those with feedback.',
    trap: 'Feedback sent is not feedback read.',
    shares: ['thankedForLoyalty', 'feedbackShared', 'customerTold'],
  },
  M4: {
    question: 'Do we follow up within 24 hours, as the customer likes it?',
    definition:
      'A person’s message more than an hour after the first one and within 24 hours of the opening, or resolved by then. A person used the preferred channel; a handwritten note was sent.',
    appliesWhen: 'Every complaint; for the channel, those whose preferred channel is known at maturity.',
    trap: 'One message by the preferred channel is enough, whatever went by others.',
    shares: ['followedUpInDay', 'byPreferredChannel', 'handwritten'],
  },
  M5: {
    question: 'Is it told honestly where there are few complaints?',
    definition: 'Every measure shows its n and its interval, and says “too few” below 30.',
    appliesWhen: 'Every measure; the 30th complaint lifts it.',
    trap: 'Thirty are enough to compare, not to be sure.',
    shares: [],
  },
  O1: {
    question: 'Is nobody passed from person to person?',
    definition: 'No hand-off between people in the whole life of the complaint.',
    appliesWhen: 'Every complaint.',
    trap: 'It can still change after maturity: a run-around of months must not look short.',
    shares: ['neverPassedOn'],
  },
  O2: {
    question: 'Does whoever picks up the phone own the problem?',
    definition:
      'The first owner, by maturity, is who took the complaint in: who is named at the opening, else at the first contact received that names somebody.',
    appliesWhen: 'Complaints of which it is told who took them in.',
    trap: 'Who takes in what they can’t solve should not have to own it: read it beside H2.',
    shares: ['ownedByTaker'],
  },
  O3: {
    question: 'Once owned, does the run-around end?',
    definition:
      'Run-around, from the opening to the beginning of the last unbroken ownership before the resolution, against fixing, from there to the resolution. It stands with time-to-ownership.',
    appliesWhen: 'Complaints resolved by somebody who owned them.',
    trap: 'What was never owned is in neither.',
    shares: [],
  },
  O4: {
    question: 'Do owners reach across departments?',
    definition:
      'The last owner by maturity is of another team than the one at fault; of those, another team was asked for help and the complaint did not move there.',
    appliesWhen:
      'Complaints whose team at fault and whose last owner’s team are known; for help, those owned by another team.',
    trap: 'Help asked for over a cup of coffee is pushed by nobody.',
    shares: ['ownedByOtherTeam', 'helpAsked'],
  },
  O5: {
    question: 'Do we understand first, so that nothing is done twice?',
    definition: 'As for H4: what failed had to be done again.',
    appliesWhen: 'Complaints with a solution, a resolution, or the failure of one.',
    trap: 'As for H4.',
    shares: ['solutionFailed'],
  },
  O6: {
    question: 'When the answer is no, do we propose alternatives?',
    definition: 'Every denial came with alternatives, or options were offered with it or later.',
    appliesWhen: 'Complaints with a denial.',
    trap: 'An alternative that nobody would choose counts as well.',
    shares: ['deniedWithAlternatives'],
  },
};
