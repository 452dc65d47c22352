import type { Actor, CaseEvent } from '@finest-hour/events';
import { isHumanContact } from '../acts.ts';
import type { OrderedCase } from '../order.ts';
import { isEnd } from '../ownership.ts';
import { Silence } from './silence.ts';

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { readonly type: Type }>['data'];

/** An act, and when it counts. */
export interface At<Data> {
  readonly atUs: number;
  readonly data: Data;
}

/** What was said and done in a case up to its maturity, in order; null: never. Times in microseconds. */
export interface PlaybookActs {
  /** A resolution, a solution, or that one failed. */
  solved: boolean;
  /** A solution failed, or the case was reopened as it had. */
  failed: boolean;
  expectationConfirmed: boolean;
  satisfactionAsked: boolean;
  satisfactionStated: boolean;
  /** The last word on whether the customer felt heard. */
  heard: boolean | null;
  /** A person asked which remedy is wanted. */
  remedyAsked: boolean;
  /** The remedy last asked for, whoever said so. */
  remedy: DataOf<'remedy.asked'>['remedy'] | null;
  thankedUs: number | null;
  thankedForLoyalty: boolean;
  apologizedUs: number | null;
  responsibilityTaken: boolean;
  /** Last moment at which there was a choice. */
  optionsUs: number | null;
  surprised: boolean;
  handwritten: boolean;
  wentPublicUs: number | null;
  faultTeam: string | null;
  preferredChannel: string | null;
  /** Who took the complaint in. */
  taker: string | null;
  /** Longest time without a word to the customer while the case was open. */
  silenceUs: number;
  readonly solutions: At<DataOf<'solution.provided'>>[];
  readonly denials: At<DataOf<'request.denied'>>[];
  readonly publicities: At<DataOf<'case.went-public'>>[];
  readonly answers: At<DataOf<'public.answered'>>[];
  readonly feedback: DataOf<'feedback.shared'>[];
  readonly helpAsked: At<DataOf<'help.requested'>>[];
  /** Channels by which a person spoke to the customer. */
  readonly channels: string[];
}

/** By a person, or by nobody named: bots, rules and systems are not polite, and what a customer says we did not. */
function isByUs({ by }: { readonly by?: Actor }): boolean {
  return by === undefined || by.kind === 'person';
}

class Gathering {
  readonly #silence: Silence;
  readonly acts: PlaybookActs;

  constructor({ opening: { data }, openedUs }: OrderedCase) {
    this.#silence = new Silence(openedUs);
    this.acts = {
      solved: false,
      failed: false,
      expectationConfirmed: false,
      satisfactionAsked: false,
      satisfactionStated: false,
      heard: null,
      remedyAsked: false,
      remedy: null,
      thankedUs: null,
      thankedForLoyalty: false,
      apologizedUs: null,
      responsibilityTaken: false,
      optionsUs: null,
      surprised: false,
      handwritten: false,
      wentPublicUs: null,
      faultTeam: data.faultTeam ?? null,
      preferredChannel: data.preferredChannel ?? null,
      taker: data.takenBy ?? null,
      silenceUs: 0,
      solutions: [],
      denials: [],
      publicities: [],
      answers: [],
      feedback: [],
      helpAsked: [],
      channels: [],
    };
  }

  take(atUs: number, event: CaseEvent): void {
    this.#takeOfCase(atUs, event);
    if (isByUs(event.data)) this.#takeOfUs(atUs, event);
    this.#takeOfAnybody(atUs, event);
  }

  finish(untilUs: number): PlaybookActs {
    this.acts.silenceUs = this.#silence.until(untilUs);
    return this.acts;
  }

  /** What becomes of the case itself. */
  #takeOfCase(atUs: number, event: CaseEvent): void {
    const { acts } = this;
    switch (event.type) {
      case 'case.classified':
        acts.faultTeam = event.data.faultTeam ?? acts.faultTeam;
        acts.preferredChannel = event.data.preferredChannel ?? acts.preferredChannel;
        break;
      case 'case.resolved':
        acts.solved = true;
        break;
      case 'case.reopened':
        if (event.data.reason === 'failed') acts.solved = acts.failed = true;
        this.#silence.start(atUs);
        break;
      case 'case.went-public':
        acts.wentPublicUs ??= atUs;
        acts.publicities.push({ atUs, data: event.data });
        break;
      default: // says who has the case, or ends it
    }
    if (isEnd(event)) this.#silence.end(atUs);
  }

  /** What counts only if one of us said it; each of these is a word to the customer. */
  #takeOfUs(atUs: number, event: CaseEvent): void {
    const { acts } = this;
    switch (event.type) {
      case 'contact.made':
        if (!isHumanContact(event)) return;
        if (!acts.channels.includes(event.data.channel)) acts.channels.push(event.data.channel);
        acts.handwritten ||= event.data.kind === 'handwritten';
        break;
      case 'thanks.given':
        if (event.data.for === 'complaint') acts.thankedUs ??= atUs;
        else acts.thankedForLoyalty = true;
        break;
      case 'apology.made':
        acts.apologizedUs ??= atUs;
        break;
      case 'responsibility.taken':
        acts.responsibilityTaken = true;
        break;
      case 'remedy.asked':
        acts.remedyAsked = true;
        break;
      case 'expectation.confirmed':
        acts.expectationConfirmed = true;
        acts.remedyAsked ||= event.data.remedy !== undefined;
        break;
      case 'options.offered':
        if (event.data.count > 0) acts.optionsUs = atUs;
        break;
      case 'public.answered':
        acts.answers.push({ atUs, data: event.data });
        break;
      case 'promise.made':
      case 'promise.changed':
      case 'request.denied':
      case 'solution.provided':
        break;
      default:
        return;
    }
    this.#silence.speak(atUs);
  }

  /** What counts whoever did it. */
  #takeOfAnybody(atUs: number, event: CaseEvent): void {
    const { acts } = this;
    switch (event.type) {
      case 'contact.received':
        acts.taker ??= event.data.takenBy ?? null;
        break;
      case 'remedy.asked':
      case 'expectation.confirmed':
        acts.remedy = event.data.remedy ?? acts.remedy;
        break;
      case 'solution.provided':
        acts.solved = true;
        acts.solutions.push({ atUs, data: event.data });
        break;
      case 'solution.failed':
        acts.solved = acts.failed = true;
        break;
      case 'request.denied':
        acts.denials.push({ atUs, data: event.data });
        break;
      case 'help.requested':
        acts.helpAsked.push({ atUs, data: event.data });
        break;
      case 'satisfaction.asked':
        acts.satisfactionAsked = true;
        break;
      case 'satisfaction.stated':
        acts.satisfactionStated = true;
        acts.heard = event.data.heard ?? acts.heard;
        break;
      case 'surprise.given':
        acts.surprised = true;
        break;
      case 'feedback.shared':
        acts.feedback.push(event.data);
        break;
      default: // courtesy counts from us only
    }
  }
}

/** Reads what the playbook asks about, up to a moment, in one pass over the case and what is merged into it. */
export function gatherActs(ordered: OrderedCase, untilUs: number): PlaybookActs {
  const gathering = new Gathering(ordered);
  for (const { atUs, event } of ordered.withMerged) {
    if (atUs > untilUs) break;
    gathering.take(atUs, event);
  }
  return gathering.finish(untilUs);
}
