//! Hits of one face merged into a box: `cv::groupRectangles` with its tolerance of 0.2.

/// How far the sides of two similar rectangles may lie apart, in parts of their size.
const TOLERANCE: f64 = 0.2;

/// A rectangle in whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Rect {
    fn right(self) -> i32 {
        self.x + self.width
    }

    fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// The part inside a picture, if there is any.
    pub(super) fn clipped(self, width: i32, height: i32) -> Option<Self> {
        let (x, y) = (self.x.max(0), self.y.max(0));
        let (right, bottom) = (self.right().min(width), self.bottom().min(height));
        (right > x && bottom > y).then_some(Self { x, y, width: right - x, height: bottom - y })
    }

    /// `SimilarRects`: all four sides lie close together, by the smaller one's size.
    fn similar(self, other: Self) -> bool {
        let size = self.width.min(other.width) + self.height.min(other.height);
        let delta = TOLERANCE * f64::from(size) * 0.5;
        let close = |a: i32, b: i32| f64::from((a - b).abs()) <= delta;
        close(self.x, other.x)
            && close(self.y, other.y)
            && close(self.right(), other.right())
            && close(self.bottom(), other.bottom())
    }

    /// Whether this lies inside the other one, which is first grown by the tolerance.
    fn inside(self, other: Self) -> bool {
        let margin = |side: i32| (f64::from(side) * TOLERANCE).round_ties_even() as i32;
        let (dx, dy) = (margin(other.width), margin(other.height));
        self.x >= other.x - dx
            && self.y >= other.y - dy
            && self.right() <= other.right() + dx
            && self.bottom() <= other.bottom() + dy
    }
}

/// The mean of similar hits, and how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) rect: Rect,
    pub(super) hits: usize,
}

/// Groups hits and keeps groups of more than `min_neighbors`, in the order of their first hit. A group inside a
/// stronger one, by far, is dropped. With 0 neighbours every hit stands for itself.
pub(super) fn group(hits: &[Rect], min_neighbors: usize) -> Vec<Group> {
    if min_neighbors == 0 {
        return hits.iter().map(|&rect| Group { rect, hits: 1 }).collect();
    }
    let groups: Vec<Group> = means(hits).into_iter().filter(|group| group.hits > min_neighbors).collect();
    let overshadowed = |(index, group): (usize, &Group)| {
        groups.iter().enumerate().any(|(other_index, other)| {
            other_index != index
                && group.rect.inside(other.rect)
                && (other.hits > group.hits.max(3) || group.hits < 3)
        })
    };
    groups.iter().enumerate().filter(|&entry| !overshadowed(entry)).map(|(_, &group)| group).collect()
}

/// The mean rectangle of each class of hits that are similar directly or by way of others (`cv::partition`).
fn means(hits: &[Rect]) -> Vec<Group> {
    let mut classes: Vec<(usize, [i64; 4], usize)> = Vec::new();
    let mut class_of = std::collections::HashMap::new();
    for (&root, hit) in roots(hits).iter().zip(hits) {
        let class = *class_of.entry(root).or_insert_with(|| {
            classes.push((root, [0; 4], 0));
            classes.len() - 1
        });
        let (_, sums, count) = &mut classes[class];
        for (sum, part) in sums.iter_mut().zip([hit.x, hit.y, hit.width, hit.height]) {
            *sum += i64::from(part);
        }
        *count += 1;
    }
    let mean = |(_, sums, count): (usize, [i64; 4], usize)| {
        let share = 1.0 / count as f32;
        let [x, y, width, height] = sums.map(|sum| (sum as f32 * share).round_ties_even() as i32);
        Group { rect: Rect { x, y, width, height }, hits: count }
    };
    classes.into_iter().map(mean).collect()
}

/// For each hit a representative of its class. Sorted by their left sides, hits need be compared only with those
/// whose left sides are near, which keeps a picture full of hits from taking forever.
fn roots(hits: &[Rect]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..hits.len()).collect();
    let mut order = parents.clone();
    order.sort_by_key(|&index| hits[index].x);
    for (place, &index) in order.iter().enumerate() {
        let hit = hits[index];
        let reach = f64::from(hit.width + hit.height) * 0.5 * TOLERANCE;
        let near = |&&other: &&usize| f64::from(hits[other].x - hit.x) <= reach;
        for &other in order[place + 1..].iter().take_while(near) {
            if hit.similar(hits[other]) {
                let (a, b) = (find(&mut parents, index), find(&mut parents, other));
                parents[a.max(b)] = a.min(b);
            }
        }
    }
    (0..hits.len()).map(|index| find(&mut parents, index)).collect()
}

/// The root of a tree of the union-find forest, shortening the way to it.
fn find(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, y: i32, side: i32) -> Rect {
        Rect { x, y, width: side, height: side }
    }

    #[test]
    fn similar_hits_become_their_mean() {
        let hits = [square(100, 100, 50), square(104, 98, 50), square(101, 101, 53), square(300, 20, 40)];
        assert_eq!(group(&hits, 2), [Group { rect: square(102, 100, 51), hits: 3 }]);
        assert_eq!(group(&hits, 0).len(), 4, "without neighbours every hit stands for itself");
        assert!(group(&hits, 3).is_empty(), "a group needs more hits than neighbours asked for");
        assert!(group(&[], 3).is_empty());
    }

    #[test]
    fn hits_are_similar_by_way_of_others() {
        // Each is 8 pixels from the next, within a tenth of the size on each side; the ends are 40 apart.
        let hits: Vec<Rect> = (0..6).map(|index| square(8 * index, 0, 50)).collect();
        assert!(!hits[0].similar(hits[5]));
        assert_eq!(group(&hits, 5), [Group { rect: square(20, 0, 50), hits: 6 }]);
    }

    #[test]
    fn a_group_inside_a_far_stronger_one_is_dropped() {
        let inner = [square(120, 120, 30); 4];
        let outer = |count| vec![square(100, 100, 100); count];
        let rects = |hits: Vec<Rect>| group(&hits, 3).iter().map(|group| group.rect).collect::<Vec<_>>();
        assert_eq!(rects([&inner[..], &outer(5)].concat()), [square(100, 100, 100)]);
        assert_eq!(
            rects([&inner[..], &outer(4)].concat()),
            [square(120, 120, 30), square(100, 100, 100)],
            "one as strong does not drop it"
        );
    }

    /// Classes must not depend on the shortcut by left sides: every pair that is similar is joined.
    #[test]
    fn sorting_joins_what_comparing_all_pairs_joins() {
        let hits: Vec<Rect> = (0..300i32)
            .map(|index| square(index * 37 % 211, index * 53 % 97, 20 + index * 29 % 60))
            .collect();
        let mut parents: Vec<usize> = (0..hits.len()).collect();
        for a in 0..hits.len() {
            for b in 0..a {
                if hits[a].similar(hits[b]) {
                    let (a, b) = (find(&mut parents, a), find(&mut parents, b));
                    parents[a.max(b)] = a.min(b);
                }
            }
        }
        let all_pairs: Vec<usize> = (0..hits.len()).map(|index| find(&mut parents, index)).collect();
        assert_eq!(roots(&hits), all_pairs);
    }
}
