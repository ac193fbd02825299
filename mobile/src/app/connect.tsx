// The way in: which server, then who. In a browser the server is the one that the page comes from.

import { useRouter } from 'expo-router';
import { useEffect, useState } from 'react';
import { Platform, StyleSheet, View } from 'react-native';
import { Appbar, HelperText } from 'react-native-paper';

import { enterWithKey } from '@/account/account';
import { useApp } from '@/account/app-state';
import { Scanner } from '@/account/scanner';
import { SignIn } from '@/account/sign-in';
import { isOpen, readAddress, type Found } from '@/api/access';
import { asFailure, Failure } from '@/api/failure';
import { about } from '@/api/school';
import type { About } from '@/api/types';
import { useText } from '@/text/text';
import { Field } from '@/ui/field';
import { FailureNotice, Notice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

const web = Platform.OS === 'web';

export default function Connect() {
  const { ended, entered } = useApp();
  const t = useText();
  const router = useRouter();
  const [there, setThere] = useState<{ origin: string; about: About } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const connect = async ({ origin, key }: Found) => {
    setBusy(true);
    setFailure(null);
    try {
      // A browser has shown its page already; a phone is told before anything is sent.
      if (!web && !__DEV__ && isOpen(origin)) throw new Failure('not_encrypted');
      if (key) entered(await enterWithKey(origin, key));
      else setThere({ origin, about: await about(origin) });
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  useKnownServer(ended, connect);

  return (
    <Screen title={t('connect.title')} actions={<Appbar.Action icon="cog-outline" accessibilityLabel={t('settings.title')} onPress={() => router.push('/settings')} />}>
      {ended && <Notice tone="warn" icon="account-clock-outline">{t('connect.ended')}</Notice>}
      <FailureNotice failure={failure} />
      {there ? (
        <>
          <Text variant="headlineSmall" accessibilityRole="header">{there.about.school}</Text>
          {isOpen(there.origin) && <Notice tone="warn" icon="lock-open-alert-outline">{t('connect.open')}</Notice>}
          <SignIn origin={there.origin} provider={there.about.provider} entered={entered} />
          {!web && <Button onPress={() => setThere(null)}>{t('connect.other')}</Button>}
        </>
      ) : (
        !web && <Address busy={busy} connect={connect} />
      )}
    </Screen>
  );
}

/** In a browser the page's own server, and a key where its address brings one; on a phone the one of last time. */
function useKnownServer(ended: string | null, connect: (found: Found) => Promise<void>): void {
  useEffect(() => {
    if (web) {
      const found = readAddress(window.location.href) ?? { origin: window.location.origin, key: null };
      // A key must not stay in the address bar, nor in the history.
      if (found.key) window.history.replaceState(null, '', window.location.pathname);
      void connect({ ...found, origin: window.location.origin });
    } else if (ended) void connect({ origin: ended, key: null });
    // Once, with what the screen was opened with.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

function Address({ busy, connect }: { busy: boolean; connect: (found: Found) => Promise<void> }) {
  const t = useText();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const [scans, setScans] = useState(false);
  const go = (typed: string) => {
    const found = readAddress(typed);
    setWrong(!found);
    if (found) void connect(found);
  };
  if (scans) {
    return (
      <Scanner
        close={() => setScans(false)}
        found={(code) => {
          setScans(false);
          setText(code.split('/app')[0] ?? '');
          go(code);
        }}
      />
    );
  }
  return (
    <View style={styles.form}>
      <Text variant="bodyLarge">{t('connect.lead')}</Text>
      <Button mode="contained" icon="qrcode-scan" contentStyle={styles.tall} onPress={() => setScans(true)}>
        {t('connect.scan')}
      </Button>
      <Field
        label={t('connect.address')}
        value={text}
        onChangeText={setText}
        onSubmitEditing={() => go(text)}
        error={wrong}
        autoCapitalize="none"
        autoCorrect={false}
        inputMode="url"
        placeholder="attendance.school.example"
      />
      <HelperText type={wrong ? 'error' : 'info'}>{t(wrong ? 'connect.wrongAddress' : 'connect.addressHint')}</HelperText>
      <Button mode="contained-tonal" contentStyle={styles.tall} loading={busy} disabled={busy || text.trim() === ''} onPress={() => go(text)}>
        {t('connect.go')}
      </Button>
    </View>
  );
}

const styles = StyleSheet.create({ form: { gap: 12 }, tall: { minHeight: 52 } });
