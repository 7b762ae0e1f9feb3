/// <reference lib="dom" />
import { channels } from './channels';
import { followClock } from './clock';
import { closeFlag, showFlag } from './flags';
import { createHistory } from './history';
import { addressOf, navigate } from './navigation';
import { growWithContent, productPage } from './product';
import { ask } from './server';
import { enableTheming, theme } from './theme';

type Command = (payload: unknown) => unknown;

const own = channels();
const open = channels();
const realtime = channels();
const frame = crypto.randomUUID();

/** What `@forge/bridge` 7.2.0 can ask of the page around it, with Bitbucket's answers. */
const commands = new Map<string, Command>([
  ['getContext', async () => Object.assign({}, await ask('getContext'), { theme: theme() })],
  ['invoke', (payload) => ask('invoke', payload)],
  ['fetchProduct', (payload) => ask('fetchProduct', payload)],
  ['enableTheming', enableTheming],
  ['showFlag', showFlag],
  ['closeFlag', closeFlag],
  ['navigate', navigate],
  ['getUrl', addressOf],
  [
    'reload',
    () => {
      location.reload();
    },
  ],
  [
    'refresh',
    () => {
      location.reload();
    },
  ],
  ['createHistory', createHistory],
  [
    'changeWindowTitle',
    (title) => {
      productPage().title = String(title);
    },
  ],
  ['on', own.on],
  ['emit', own.emit],
  ['onPublic', open.on],
  ['emitPublic', open.emit],
  ['subscribeRealtimeChannel', realtime.on],
  ['publishRealtimeChannel', realtime.emit],
  ['getFrameId', () => frame],
  ['getFrameDispatch', () => () => undefined],
  ['emitReadyEvent', () => undefined],
  ['emitFrontendCustomMetric', () => undefined],
  ['trackObjectStoreAction', () => undefined],
  ['getCookieConsentPreferences', () => null],
  ['isRovoEnabled', () => false],
  // `false` is how Bitbucket says that a page cannot do this.
  ...['close', 'onClose', 'open', 'openModal', 'openRovo', 'submit'].map((name): [string, Command] => [
    name,
    () => false,
  ]),
]);

async function callBridge(name: string, payload?: unknown): Promise<unknown> {
  const command = commands.get(name);
  if (!command) throw new Error(`The sandbox does not offer the bridge's command ${name}.`);
  return await command(payload);
}

followClock();
growWithContent();
Object.assign(globalThis, { __bridge: { callBridge } });
