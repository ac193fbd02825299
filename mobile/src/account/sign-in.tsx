// Login and password, a code where somebody has a second factor, or a device's key.

import { useState } from 'react';
import { Linking, Platform, StyleSheet, View } from 'react-native';

import { asFailure, type Failure } from '@/api/failure';
import { felt } from '@/device/haptics';
import { useText } from '@/text/text';
import { Field } from '@/ui/field';
import { FailureNotice } from '@/ui/notice';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import { enterWithKey, enterWithPassword, type Account } from './account';

const web = Platform.OS === 'web';
/** Browsers take the sign-in's cookie over https, or from this machine; elsewhere a token lasts as long as the tab. */
const keepsCookies = web && globalThis.isSecureContext;

export interface SignInProps {
  origin: string;
  /** Whether the school has a sign-in of its own, which only a browser can go through. */
  provider: boolean;
  entered: (account: Account) => void;
}

export function SignIn({ origin, provider, entered }: SignInProps) {
  const t = useText();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const { busy, failure, run } = useEntering(entered, () => setCode(''));
  const go = () => void run(() => (key === null ? enterWithPassword(origin, { login, password, ...(code ? { code } : {}) }, keepsCookies) : enterWithKey(origin, key.trim())));
  return (
    <View style={styles.form}>
      {/* That a code is needed is a step, not an error. */}
      <FailureNotice failure={failure?.kind === 'second_factor' ? null : failure} />
      {key === null ? (
        <>
          <Field label={t('signIn.login')} value={login} onChangeText={setLogin} autoCapitalize="none" autoCorrect={false} autoComplete="username" inputMode="email" />
          <Field label={t('signIn.password')} value={password} onChangeText={setPassword} secureTextEntry autoComplete="current-password" onSubmitEditing={go} />
          {code !== null && (
            <>
              <Text>{t('signIn.codeLead')}</Text>
              <Field label={t('signIn.code')} value={code} onChangeText={setCode} autoFocus autoComplete="one-time-code" autoCapitalize="none" onSubmitEditing={go} />
            </>
          )}
        </>
      ) : (
        <>
          <Text>{t('signIn.keyLead')}</Text>
          <Field label={t('signIn.key')} value={key} onChangeText={setKey} secureTextEntry autoCapitalize="none" autoCorrect={false} onSubmitEditing={go} />
        </>
      )}
      <Button mode="contained" contentStyle={styles.tall} loading={busy} disabled={busy} onPress={go}>
        {t('signIn.go')}
      </Button>
      <Button onPress={() => setKey(key === null ? '' : null)}>{t(key === null ? 'signIn.withKey' : 'signIn.withPassword')}</Button>
      {provider && web && <Button onPress={() => void Linking.openURL(`${origin}/api/v1/oidc/start`)}>{t('signIn.provider')}</Button>}
      <Text variant="bodySmall">{t('signIn.lost')}</Text>
    </View>
  );
}

function useEntering(entered: (account: Account) => void, needsCode: () => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (enter: () => Promise<Account>) => {
    setBusy(true);
    setFailure(null);
    try {
      const account = await enter();
      felt.done();
      entered(account);
    } catch (thrown) {
      const why = asFailure(thrown);
      felt.wrong();
      setFailure(why);
      if (why.kind === 'second_factor') needsCode();
      setBusy(false);
    }
  };
  return { busy, failure, run };
}

const styles = StyleSheet.create({ form: { gap: 12 }, tall: { minHeight: 52 } });
