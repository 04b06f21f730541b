/**
 * `<maatwerk-canvas>`: the maatwerkcanvas as a custom element. Importing the module defines it.
 * docs/embedding.md has the whole contract.
 */

/** A professional, as the host page knows them. */
export interface MaatwerkUser {
  /** Tells whose canvases these are: each user id has a place of its own in storage. */
  id: string;
  /** Shown as "laatst gewijzigd door". */
  naam?: string;
  /** Proposed where this person decides or is at a table, such as `Jeugd`. It isn't in signatures. */
  discipline?: string;
}

/** Fields of a newer version, which survive as they are. What is empty is absent, never null. */
export interface MaatwerkUnknownFields {
  [field: string]: unknown;
}

/** A moment and who was at work then. */
export interface MaatwerkStamp extends MaatwerkUnknownFields {
  door?: { id: string; naam: string } & MaatwerkUnknownFields;
  /** RFC 3339, in UTC. */
  op?: string;
}

/** A box of text. */
export interface MaatwerkText extends MaatwerkStamp {
  tekst?: string;
}

export interface MaatwerkAction extends MaatwerkStamp {
  volgorde: string;
  vak: 'zelfDoen' | 'ondersteuning' | 'behandeling';
  wat?: string;
  wie?: string;
  /** `2026-12-31` */
  voor?: string;
  klaar?: boolean;
}

/** A scenario's use: an amount for the whole period, or a computed one. Numbers are decimal strings. */
export type MaatwerkUse = MaatwerkUnknownFields & (
  | { bedrag: string; maand?: number; aantal?: never; per?: never; van?: never; tot?: never; kans?: never }
  | { aantal: string; per: string; van: number; tot?: number; kans?: string; bedrag?: never; maand?: never }
);

/** A price as it was found, before the consumer price index lifted it to a later year. */
export interface MaatwerkOriginalPrice extends MaatwerkUnknownFields {
  bedrag: string;
  peiljaar: number;
  /** What it was multiplied by: `1.281` */
  factor: string;
  min?: string;
  max?: string;
}

/** What one unit costs. */
export interface MaatwerkPrice extends MaatwerkUnknownFields {
  bedrag?: string;
  eenheid?: string;
  bron?: string;
  code?: string;
  peiljaar?: number;
  min?: string;
  max?: string;
  /** Present when the price was lifted to a later year. */
  oorspronkelijk?: MaatwerkOriginalPrice;
}

export interface MaatwerkCostLine extends MaatwerkStamp {
  volgorde: string;
  omschrijving?: string;
  leefgebied?: string;
  financier?: { code?: string; naam?: string } & MaatwerkUnknownFields;
  prijs?: MaatwerkPrice;
  huidig?: MaatwerkUse;
  dreigend?: MaatwerkUse;
  maatwerk?: MaatwerkUse;
  onderbouwing?: string;
  getoetstDoor?: string;
  /** What it has cost since the plan was carried out. */
  gerealiseerd?: { na6Maanden?: MaatwerkRealised; na12Maanden?: MaatwerkRealised } & MaatwerkUnknownFields;
}

/** What a line has cost up to a moment, and where that amount is from. */
export interface MaatwerkRealised extends MaatwerkUnknownFields {
  bedrag?: string;
  bron?: string;
  datum?: string;
}

export interface MaatwerkGrade extends MaatwerkStamp {
  persoon: string;
  moment: string;
  /** `4.5` */
  cijfer?: string;
  datum?: string;
  reden?: string;
}

/**
 * The document, format 1: `canvas.schema.json` describes it whole. What is empty is absent, never
 * null; fields that this version doesn't know survive.
 */
export interface MaatwerkDocument extends MaatwerkUnknownFields {
  formaat: 1;
  id: string;
  casusnummer?: string;
  titel?: string;
  maatwerkeindbaas?: string;
  /** The same professional as a person of the team, beside the name that is printed. */
  eindbaas?: MaatwerkPerson;
  datum?: string;
  status?: string;
  uitgevoerdOp?: string;
  situatieschets?: MaatwerkText;
  perspectief?: MaatwerkText;
  doorbraak?: MaatwerkText;
  legitimiteit?: MaatwerkText;
  betrokkenheid?: MaatwerkText;
  acties?: Record<string, MaatwerkAction>;
  kosten?: { looptijd: number; regels?: Record<string, MaatwerkCostLine> } & MaatwerkUnknownFields;
  tevredenheid?: {
    vraag?: string;
    personen?: Record<string, { volgorde: string; rol?: string } & MaatwerkUnknownFields>;
    cijfers?: Record<string, MaatwerkGrade>;
  } & MaatwerkUnknownFields;
  /** People whose grades were erased for good, by their ids. A document that is set loses them again. */
  gewist?: Record<string, string>;
  verschillen?: Record<string, { waar: string; onze: MaatwerkSide; andere: MaatwerkSide } & MaatwerkUnknownFields>;
  /** Frozen plans, by the SHA-256 of `kern`. */
  versies?: Record<string, MaatwerkFrozenPlan>;
  /** The family's agreement. */
  instemming?: MaatwerkAgreement;
  /** Who is around the family. */
  partijen?: Record<string, MaatwerkParty>;
  /** The laws and rules that apply. */
  grondslagen?: Record<string, MaatwerkRule>;
  /** The tables that the canvas is signed up for. */
  aanmeldingen?: Record<string, MaatwerkRegistration>;
  /** What tables asked. */
  vragen?: Record<string, MaatwerkQuestion>;
  /** Who approved which plan, or did not. Only added to. */
  besluiten?: Record<string, MaatwerkDecision>;
  /** What the organisation can learn. */
  leerpunten?: Record<string, MaatwerkLesson>;
  /** Who took the case over from whom. Only added to. */
  overdrachten?: Record<string, MaatwerkHandOver>;
  /** Where approved plans were archived. Only added to. */
  archief?: Record<string, MaatwerkArchived>;
  /** What may be told of this family outside the team. */
  publicatie?: MaatwerkPublication;
  gemaakt?: MaatwerkStamp;
  gewijzigd?: MaatwerkStamp;
  verwijderd?: MaatwerkStamp;
}

/** A plan as it was when somebody gave it a name. */
export interface MaatwerkFrozenPlan extends MaatwerkStamp {
  naam?: string;
  kern: {
    casusnummer?: string;
    maatwerkeindbaas?: string;
    eindbaas?: MaatwerkPerson;
    situatieschets?: string;
    perspectief?: string;
    doorbraak?: string;
    legitimiteit?: string;
    betrokkenheid?: string;
    acties?: Record<string, MaatwerkAction>;
    kosten?: { looptijd: number; regels?: Record<string, MaatwerkCostLine> } & MaatwerkUnknownFields;
  } & MaatwerkUnknownFields;
  totalen?: { huidig?: string; dreigend?: string; maatwerk?: string; besparing?: string } & MaatwerkUnknownFields;
}

/** A professional of the team. */
export interface MaatwerkPerson extends MaatwerkUnknownFields {
  id: string;
  naam: string;
}

/** Who agreed (a role), how (`mondeling`, `schriftelijk`) and on what day. */
export interface MaatwerkAgreement extends MaatwerkStamp {
  van?: string;
  wijze?: string;
  datum?: string;
  grondslag?: string;
  ingetrokkenOp?: string;
}

/** Someone around the family: `soort` is `formeel` or `informeel`. */
export interface MaatwerkParty extends MaatwerkStamp {
  volgorde?: string;
  naam?: string;
  soort?: string;
  leefgebied?: string;
  wat?: string;
  nu?: true;
  straks?: true;
  regie?: true;
}

/** A law or rule: `oordeel` is `mag`, `moet`, `magNiet` or `uitzoeken`, `uitkomst` is `opgelost`, `loopt` or `frictie`. */
export interface MaatwerkRule extends MaatwerkStamp {
  volgorde?: string;
  regeling?: string;
  artikel?: string;
  oordeel?: string;
  ruimte?: string;
  uitkomst?: string;
  toelichting?: string;
}

/** A table that the canvas is signed up for: `tafel` is `spar` or `doorbraak`. */
export interface MaatwerkRegistration extends MaatwerkStamp {
  volgorde?: string;
  tafel?: string;
  datum?: string;
  aanwezig?: Record<string, { volgorde?: string; naam?: string; discipline?: string } & MaatwerkUnknownFields>;
  uitkomst?: string;
}

/** What a table asked, of whom and by when, and the answer. */
export interface MaatwerkQuestion extends MaatwerkStamp {
  volgorde?: string;
  vraag?: string;
  aan?: string;
  voor?: string;
  antwoord?: string;
}

/** What one person decided about the plan with the hash `versie`: `akkoord`, `nietAkkoord` or `ingetrokken`. */
export interface MaatwerkDecision extends MaatwerkStamp {
  versie?: string;
  besluit?: string;
  persoon?: MaatwerkPerson;
  discipline?: string;
  toelichting?: string;
}

/** The case got another maatwerkeindbaas; who led it before may be a name alone. */
export interface MaatwerkHandOver extends MaatwerkStamp {
  vorige?: { id?: string; naam?: string } & MaatwerkUnknownFields;
  nieuwe?: MaatwerkPerson;
  datum?: string;
}

/** The plan with the hash `versie` was sent to an archive, which keeps it at `adres`. */
export interface MaatwerkArchived extends MaatwerkStamp {
  versie?: string;
  adres?: string;
  datum?: string;
}

/** What hindered, who can do something about it, and what became of it. */
export interface MaatwerkLesson extends MaatwerkStamp {
  volgorde?: string;
  thema?: string;
  niveau?: string;
  knelpunt?: string;
  voorstel?: string;
  status?: string;
}

/** What may be told of this family outside the team, and who agreed to it. */
export interface MaatwerkPublication extends MaatwerkStamp {
  tekst?: string;
  akkoordVan?: string;
  datum?: string;
}

/** One of two versions of a place. */
export interface MaatwerkSide extends MaatwerkStamp {
  waarde?: unknown;
}

/** The totals, as decimal strings such as `1354.33`. */
export interface MaatwerkTotals {
  documentId: string | null;
  huidig: string;
  dreigend: string;
  maatwerk: string;
  /** `dreigend` minus `maatwerk`, below zero where the plan costs more; null while `dreigend` is empty. */
  besparing: string | null;
  /** The mean of everyone's latest grade, such as `7.5`; null without grades. */
  cijfer: string | null;
}

/** Which key is asked for. */
export interface MaatwerkKeyRequest {
  namespace: string;
  /** `storage`: what this device keeps is sealed with it. `team`: what the team syncs is. */
  purpose: 'storage' | 'team';
  /**
   * The name of this device's slot, or of the team's key: always the same key for the same name. Absent where the
   * team's current key is asked for.
   */
  kid?: string;
}

/** What the element shows, without a text of a family. */
export interface MaatwerkPlace {
  /** The element's own, or `voorbeelden` for the worked examples. */
  namespace: string;
  /** Null in the overview, and in a new canvas until there is something in it. */
  documentId: string | null;
  view: 'overzicht' | 'canvas' | 'analyse' | 'lezen' | 'samen' | 'rond';
}

/**
 * What went wrong.
 *
 * - `load` the files can't be fetched; `csp-wasm` this page forbids WebAssembly; `panic` it stopped
 * - `invalid-value`, `other-id`, `readonly` the host page's document was not taken
 * - `invalid-user`, `invalid-token-source`, `invalid-price-list` a property of the wrong kind
 * - `invalid-sync-url` `sync-url` is no address to sync with
 * - `invalid-place` `go` was given something else than a place
 * - `invalid-id`, `too-new`, `too-large`, `unreadable`, `damaged`, `absent`, `storage` the document can't be shown
 * - `save` the device does not take the last edits; they are still on the page
 * - `key` `getKey` gave nothing, or not the key; `invalid-key-source` it is no function
 * - `locked` it is locked; `not-sealed` there is nothing to lock
 * - `no-sync` nothing syncs here; `removed` the element was taken out of the page meanwhile
 * - of `sync()`, how syncing stands: `local`, `elsewhere`, `offline`, `server`, `sign-in`, `forbidden`,
 *   `settings`, `storage`, `busy`, `refused`, `contested`, `unreadable`, `sealed`,
 *   `too-many`, `lost`
 */
export type MaatwerkErrorCode =
  | 'load' | 'csp-wasm' | 'panic'
  | 'invalid-value' | 'other-id' | 'readonly'
  | 'invalid-user' | 'invalid-token-source' | 'invalid-price-list' | 'invalid-sync-url' | 'invalid-place'
  | 'invalid-id' | 'too-new' | 'too-large' | 'unreadable' | 'damaged' | 'absent' | 'storage'
  | 'local' | 'elsewhere' | 'offline' | 'server' | 'sign-in' | 'forbidden' | 'settings'
  | 'busy' | 'refused' | 'contested' | 'sealed' | 'too-many' | 'lost'
  | 'key' | 'invalid-key-source' | 'locked' | 'not-sealed'
  | 'save' | 'no-sync' | 'removed'
  | (string & {});

/** How syncing stands: well (`off`, `synced`, `differences`, `busy`), or what `sync()` fails with. */
export type MaatwerkSyncState =
  | 'off' | 'local' | 'elsewhere' | 'synced' | 'differences' | 'busy'
  | 'offline' | 'server' | 'sign-in' | 'forbidden' | 'settings' | 'storage'
  | 'refused' | 'contested' | 'unreadable' | 'sealed' | 'too-many' | 'lost'
  | (string & {});

/** What the element's methods fail with, and its setters throw. */
export interface MaatwerkError extends Error {
  code: MaatwerkErrorCode;
}

/** The events: none of them holds a text of a family. All bubble, and cross shadow roots. */
export interface MaatwerkCanvasEventMap {
  /** It shows its document or its overview. */
  'maatwerk-ready': CustomEvent<{ documentId: string | null }>;
  /** The document has changed, whoever did it. */
  'maatwerk-change': CustomEvent<{ documentId: string; dirty: boolean }>;
  /** The totals or the grade have changed; once when a document opens. */
  'maatwerk-totals': CustomEvent<MaatwerkTotals>;
  /** The device has it all. */
  'maatwerk-saved': CustomEvent<{ documentId: string }>;
  /** Syncing stands otherwise than before. */
  'maatwerk-sync': CustomEvent<{ documentId: string | null; state: MaatwerkSyncState }>;
  /** It has been locked or unlocked; also where it is locked at the start. */
  'maatwerk-lock': CustomEvent<{ documentId: string | null; locked: boolean }>;
  /** Another place shows, whoever asked for it; once when it starts. */
  'maatwerk-place': CustomEvent<MaatwerkPlace>;
  /** Something went wrong. */
  'maatwerk-error': CustomEvent<{ documentId: string | null; code: MaatwerkErrorCode }>;
}

export interface MaatwerkCanvasElement extends HTMLElement {
  /**
   * The document, as a copy; null where none is open. Setting it keeps the old version in the
   * history. Throws a {@link MaatwerkError} on an invalid document or another id than is shown.
   * Setting null forgets a document that was set before the element has started, no more.
   */
  get value(): MaatwerkDocument | null;
  set value(document: MaatwerkDocument | null | undefined);
  /** Who works here. Set it before the element is in the page; another id is another place. */
  get user(): MaatwerkUser | null;
  set user(user: MaatwerkUser | null | undefined);
  /** Gives a token for `sync-url` and `archive-url`, each time it is asked. */
  get getToken(): (() => string | undefined | Promise<string | undefined>) | null;
  set getToken(source: (() => string | undefined | Promise<string | undefined>) | null | undefined);
  /** Gives the 32 bytes that what is stored here is sealed with. Never stored. */
  get getKey(): ((request: MaatwerkKeyRequest) => Uint8Array | undefined | Promise<Uint8Array | undefined>) | null;
  set getKey(source: ((request: MaatwerkKeyRequest) => Uint8Array | undefined | Promise<Uint8Array | undefined>) | null | undefined);
  /** The municipality's own prices. */
  get priceList(): string | null;
  set priceList(list: string | Record<string, string | number | null | undefined>[] | null);
  /** Null where no document is open. */
  readonly totals: MaatwerkTotals | null;
  /** Whether edits are not on the device yet. */
  readonly dirty: boolean;
  /** Kept when it shows its document, its overview, or that it is locked; fails with a {@link MaatwerkError}. */
  readonly ready: Promise<this>;
  /** The name of its value in a form. */
  name: string;
  /** Nothing can be edited, and the form leaves it out; also where a `fieldset` around it is disabled. */
  disabled: boolean;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly type: string;

  /** Saves at once; kept when the device has it. */
  save(): Promise<void>;
  /** Syncs at once; kept when the server has it. */
  sync(): Promise<void>;
  /** Locks what is sealed, on every page of this device; kept when all is saved and the key is forgotten. */
  lock(): Promise<void>;
  /** The text of an export file: of the open document, or of all in the overview. */
  exportJson(): Promise<string>;
  /** Opens the browser's print dialog. */
  print(): Promise<void>;
  /** Puts the focus in the block with this `data-block`; whether there is one. */
  focusBlock(name: string): Promise<boolean>;
  /**
   * Goes to a place, at once; kept with the place that shows then, null while there is none. A document
   * that isn't there is not made: the overview shows, and says so.
   */
  go(place: Partial<MaatwerkPlace>): Promise<MaatwerkPlace | null>;

  addEventListener<K extends keyof MaatwerkCanvasEventMap>(
    type: K, listener: (this: MaatwerkCanvasElement, event: MaatwerkCanvasEventMap[K]) => void, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof MaatwerkCanvasEventMap>(
    type: K, listener: (this: MaatwerkCanvasElement, event: MaatwerkCanvasEventMap[K]) => void, options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** The attributes. */
export interface MaatwerkCanvasAttributes {
  'document-id'?: string;
  'sync-url'?: string;
  /** Where approved plans are sent, by a press. */
  'archive-url'?: string;
  storage?: 'local' | 'none';
  namespace?: string;
  view?: 'overzicht' | 'canvas';
  readonly?: boolean;
  theme?: 'inherit' | 'default';
  'heading-level'?: 1 | 2 | 3 | 4 | 5 | 6 | '1' | '2' | '3' | '4' | '5' | '6';
  lang?: string;
  'app-url'?: string;
  name?: string;
  disabled?: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    'maatwerk-canvas': MaatwerkCanvasElement;
  }
  interface GlobalEventHandlersEventMap extends MaatwerkCanvasEventMap {}
}
