package cn.bioapproval.calendar;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface CalendarYears extends JpaRepository<CalendarYear, Integer> {

    List<CalendarYear> findAllByOrderByYear();
}
