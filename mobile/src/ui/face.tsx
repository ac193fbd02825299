// The picture of a face, as the server cut it out; a drawing where the phone has none at the moment.

import { Image, StyleSheet, View } from 'react-native';
import { Icon, useTheme } from 'react-native-paper';

export function FacePicture({ thumbnail, label, size = 96 }: { thumbnail: string | null | undefined; label: string; size?: number }) {
  const { colors } = useTheme();
  const shape = { width: size, height: size, borderRadius: 12, backgroundColor: colors.surfaceVariant };
  if (!thumbnail) {
    return (
      <View style={[shape, styles.empty]} accessible accessibilityRole="image" accessibilityLabel={label}>
        <Icon source="face-man-outline" size={size / 2} color={colors.onSurfaceVariant} />
      </View>
    );
  }
  return <Image source={{ uri: `data:image/jpeg;base64,${thumbnail}` }} style={shape} accessibilityLabel={label} />;
}

const styles = StyleSheet.create({ empty: { alignItems: 'center', justifyContent: 'center' } });
