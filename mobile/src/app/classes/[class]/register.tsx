// The register as an Excel workbook: for which days, then downloaded and shared.

import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { Platform, StyleSheet } from 'react-native';

import { useSchool } from '@/account/app-state';
import { asFailure, Failure } from '@/api/failure';
import type { Range } from '@/api/school';
import { felt } from '@/device/haptics';
import { shareFile } from '@/device/share';
import { useClassName } from '@/school/queries';
import { useText } from '@/text/text';
import { DayField } from '@/ui/day-field';
import { FailureNotice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { useSay } from '@/ui/undo';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export default function Register() {
  const { class: id } = useLocalSearchParams<{ class: string }>();
  const t = useText();
  const router = useRouter();
  const name = useClassName(id);
  const [range, setRange] = useState<Range>({ from: null, to: null });
  const { busy, failure, download } = useDownload(id, name, range);
  return (
    <Screen
      title={t('register.title')}
      subtitle={name}
      back={() => router.replace({ pathname: '/classes/[class]', params: { class: id } })}
      bottom={
        <Button mode="contained" icon="download" contentStyle={styles.tall} loading={busy} disabled={busy} onPress={() => void download()}>
          {t(Platform.OS === 'web' ? 'register.download' : 'register.share')}
        </Button>
      }
    >
      <Text variant="bodyLarge">{t('register.lead')}</Text>
      <DayField label={t('register.from')} day={range.from} choose={(from) => setRange({ ...range, from })} clear={() => setRange({ ...range, from: null })} />
      <DayField label={t('register.to')} day={range.to} choose={(to) => setRange({ ...range, to })} clear={() => setRange({ ...range, to: null })} />
      <FailureNotice failure={failure} again={() => void download()} />
    </Screen>
  );
}

function useDownload(id: string, name: string, range: Range) {
  const { school } = useSchool();
  const t = useText();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const download = async () => {
    if (range.from && range.to && range.from > range.to) return setFailure(new Failure('bad_data', t('register.turned')));
    setBusy(true);
    setFailure(null);
    try {
      await shareFile(school.access, school.registerAddress(id, range), fileName(name, range), XLSX);
      felt.done();
      say(t('register.done'));
    } catch (thrown) {
      felt.wrong();
      setFailure(asFailure(thrown));
    }
    setBusy(false);
  };
  return { busy, failure, download };
}

/** A name that every system takes: `register-7b-2026-09-01-2026-11-27.xlsx`. */
export function fileName(name: string, { from, to }: Range): string {
  const plain = name.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${['register', plain, from, to].filter(Boolean).join('-')}.xlsx`;
}

const styles = StyleSheet.create({ tall: { minHeight: 56 } });
